using Cake.Core;
using Cake.Frosting;

namespace Cake.BuildTiming;

/// <summary>The lifetime of a host that has none of its own. One that has calls <see cref="TimedRun"/> from there.</summary>
public sealed class BuildTimingLifetime(TimedRun run, IEnumerable<IFrostingTask> tasks) : FrostingLifetime
{
    /// <inheritdoc/>
    public override void Setup(ICakeContext context, ISetupContext info)
    {
        HashSet<string> running = [.. info.TasksToExecute.Select(task => task.Name)];
        run.Begin(context, tasks.Any(task => TimedTasks.IsTimed(task) && running.Contains(TimedTasks.NameOf(task.GetType()))));
    }

    /// <inheritdoc/>
    public override void Teardown(ICakeContext context, ITeardownContext info) => run.End(context);
}
