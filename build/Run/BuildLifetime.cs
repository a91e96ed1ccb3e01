using Build.Options;
using Build.Targets;
using BuildTiming.Sessions;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Run;

/// <summary>Around all tasks: refuses what cannot be done before anything has run; recording begins and ends inside.</summary>
public sealed class BuildLifetime(IEnumerable<IFrostingTask> tasks, TimedRun run, BuildTimingSession session)
    : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        context.ExitCode.Begin();
        BuildOptions options = context.Options;
        IReadOnlyList<IFrostingTask> running = TaskPlan.Of(tasks, info.TasksToExecute.Select(task => task.Name), options.Targets);
        foreach (IHasPreconditions task in running.OfType<IHasPreconditions>()) task.Require(options);
        Adoption.Require(options, session);
        bool hasPhases = running.Any(TimedTasks.IsTimed);
        if (options.HasForeignTfDir && hasPhases)
            context.Log.Warn(
                $"the Terraform root is {options.TfDir}, not envs/{options.Env}: TF_DIR or --tf-dir says so. It stands in the row's "
                + "flags.");
        run.Begin(context, hasPhases, options.IsDryRun);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        context.ExitCode.Keep(info.ThrownException);
        run.End(context);
    }
}
