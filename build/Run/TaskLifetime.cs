using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Run;

/// <summary>
/// Around each task: what it needs is looked at once more, because what follows may destroy a cluster; then its phase is timed.
/// </summary>
public sealed class TaskLifetime(IEnumerable<IFrostingTask> tasks, TimedRun run) : FrostingTaskLifetime<BuildContext>
{
    private readonly Dictionary<string, IHasPreconditions> _checked =
        tasks.OfType<IHasPreconditions>().ToDictionary(task => TimedTasks.NameOf(task.GetType()));

    /// <inheritdoc/>
    public override void Setup(BuildContext context, ITaskSetupContext info)
    {
        if (_checked.TryGetValue(info.Task.Name, out IHasPreconditions? task)) task.Require(context.Options);
        run.BeginTask(context, info);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITaskTeardownContext info) => run.EndTask(info);
}
