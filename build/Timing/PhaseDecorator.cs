using Build.Tasks;
using BuildTiming.Phases;
using BuildTiming.Running.Stopping;
using Cake.Core;
using Cake.Frosting;

namespace Build.Timing;

/// <summary>Times every task that declares a phase: opened before the task, closed after it. The tasks know nothing of it.</summary>
public sealed class PhaseDecorator(IEnumerable<IFrostingTask> tasks, PhaseTimer timer, Interrupts interrupts) : FrostingTaskLifetime<BuildContext>
{
    private readonly Dictionary<string, ITimedTask> _timed = tasks.OfType<ITimedTask>().ToDictionary(task => TaskNames.Of(task.GetType()));

    /// <inheritdoc/>
    public override void Setup(BuildContext context, ITaskSetupContext info)
    {
        if (interrupts.Requested) throw new CakeException(interrupts.ExitCode, $"{info.Task.Name} does not start: the run was interrupted.");
        if (!_timed.TryGetValue(info.Task.Name, out ITimedTask? task)) return;
        // Checked for all before anything ran; and again here, because what follows may destroy a cluster.
        (task as IHasPreconditions)?.Require(context.Options);
        timer.Open(new PhaseDeclaration(task.Phase, context.Options.Env, context.Options.RegistryFolder, context.Options.Flags(task.Flags(context.Options))));
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITaskTeardownContext info)
    {
        if (info.Skipped) timer.Discard();
        else timer.Close(ExitCode(info.ThrownException));
    }

    private static int ExitCode(Exception? thrown) => thrown switch
    {
        null => 0,
        CakeException { ExitCode: not 0 } failure => failure.ExitCode,
        _ => 1,
    };
}
