using BuildTiming.Running.Stopping;
using BuildTiming.Sessions;
using Cake.Core;
using Cake.Frosting;

namespace Cake.BuildTiming;

/// <summary>Times every task that is a phase: opened before the task, closed after it. The tasks know nothing of it.</summary>
public class PhaseDecorator(TimedTasks tasks, BuildTimingSession session, Interrupts interrupts) : FrostingTaskLifetime
{
    /// <inheritdoc/>
    public override void Setup(ICakeContext context, ITaskSetupContext info)
    {
        if (interrupts.Requested) throw new CakeException(interrupts.ExitCode, $"{info.Task.Name} does not start: the run was interrupted.");
        if (tasks.PhaseOf(info.Task.Name, context) is { } phase) session.Phases.Open(phase);
    }

    /// <inheritdoc/>
    public override void Teardown(ICakeContext context, ITaskTeardownContext info)
    {
        if (info.Skipped) session.Phases.Discard();
        else session.Phases.Close(ExitCode(info.ThrownException));
    }

    private static int ExitCode(Exception? thrown) => thrown switch
    {
        null => 0,
        CakeException { ExitCode: not 0 } failure => failure.ExitCode,
        _ => 1,
    };
}
