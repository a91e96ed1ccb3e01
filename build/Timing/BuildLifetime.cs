using Build.Options;
using Build.Tasks;
using BuildTiming.Model;
using BuildTiming.Phases;
using Cake.Core;
using Cake.Frosting;

namespace Build.Timing;

/// <summary>Around all tasks: refuses what cannot be done before anything has run, recovers what earlier runs left, and publishes.</summary>
public sealed class BuildLifetime(
    IEnumerable<IFrostingTask> tasks, Recording recording, PhaseTimer timer, RowPublishing publishing, KilledRuns killed) : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        context.ExitCode.Begin();
        IReadOnlyList<IFrostingTask> running = TaskPlan.Of(tasks, info.TasksToExecute.Select(task => task.Name), context.Options.Targets);
        foreach (IHasPreconditions task in running.OfType<IHasPreconditions>()) task.Require(context.Options);
        if (context.Options.HasForeignTfDir && running.Any(task => task is ITimedTask))
        {
            BuildOptions options = context.Options;
            context.Log.Warn($"the Terraform root is {options.TfDir}, not envs/{options.Env}: TF_DIR or --tf-dir says so. It stands in the row's flags.");
        }

        if (recording.Complaint is { } complaint && running.Any(task => task is ITimedTask))
            context.Log.Warn($"No timing will be recorded, the build goes on: {complaint}");
        if (!context.Options.IsDryRun) killed.Recover(context);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        context.ExitCode.Keep(info.ThrownException);
        // A deploy that failed never came to its final task, and a single phase has none.
        if (publishing.IsDue) publishing.Publish(context);
        RunSummary.Write(timer.Rows);
        foreach (TimingRow row in timer.HiddenFailures)
        {
            context.Log.Warn($"{row.Phase} ended with exit code 0, but Terraform's last run in it ended in errors (TERRAFORM=failed in its flags).\n"
                + $"What it says is in {row.LogPath}");
        }

        publishing.Report(context);
    }
}
