using Build.Tasks;
using BuildTiming.Capture;
using BuildTiming.Journal;
using BuildTiming.Phases;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Build.Timing;

/// <summary>Around all tasks: refuses what cannot be done before anything has run, recovers what earlier runs left, and publishes.</summary>
public sealed class BuildLifetime(
    IEnumerable<IFrostingTask> tasks, Recording recording, PhaseTimer timer, RowPublishing publishing, TimeProvider clock) : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        HashSet<string> planned = [.. info.TasksToExecute.Select(task => task.Name)];
        IFrostingTask[] running = [.. tasks.Where(task => planned.Contains(TaskNames.Of(task.GetType())))];
        foreach (IHasPreconditions task in running.OfType<IHasPreconditions>()) task.Require(context.Options);
        if (recording.Complaint is { } complaint && running.Any(task => task is ITimedTask))
            context.Log.Warning("No timing will be recorded, the build goes on: {0}", complaint);
        Recover(context);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        // A deploy that failed never came to its final task.
        if (timer.Rows.Count > 0) publishing.Publish(context);
        RunSummary.Write(timer.Rows);
    }

    private void Recover(BuildContext context)
    {
        if (recording.Spool is not { } spool) return;
        RecoveryReport report = new Recovery(spool, LogResources.Count, clock).Run();
        foreach (string warning in report.Warnings) context.Log.Warning("{0}", warning);
        foreach (JournalEntry entry in report.Recovered)
            context.Log.Warning("{0} of {1} did not end by itself; it is recorded with exit code {2}.", entry.Start.Phase, entry.Start.Start, entry.Row?.ExitCode);
        }
}
