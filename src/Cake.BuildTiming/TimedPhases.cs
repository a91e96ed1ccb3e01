using BuildTiming.Phases;
using BuildTiming.Running.Stopping;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Times every task that is a phase: opened before the task, closed after it. The tasks know nothing of it.</summary>
internal sealed class TimedPhases(TimedTasks tasks, BuildTimingSession session, Interrupts interrupts)
{
    public void Begin(ICakeContext context, ITaskSetupContext info)
    {
        if (interrupts.Requested)
            throw new CakeException(interrupts.ExitCode, $"{info.Task.Name} does not start: the run was interrupted.");
        if (tasks.PhaseOf(info.Task.Name, context) is { } phase) Open(context, phase);
    }

    public void End(ITaskTeardownContext info)
    {
        if (info.Skipped) session.Discard();
        else session.Close(ExitCode(info.ThrownException));
    }

    private void Open(ICakeContext context, PhaseDeclaration phase)
    {
        try
        {
            session.Open(phase);
        }
        catch (ArgumentException exception)
        {
            // Recording never disturbs the build: the task runs, without a row.
            context.Log.Warn($"{phase.Phase} is not timed: {exception.Message}");
        }
    }

    private static int ExitCode(Exception? thrown) => thrown switch
    {
        null => 0,
        AggregateException { InnerExceptions: [var only] } => ExitCode(only),
        CakeException { ExitCode: not 0 } failure => failure.ExitCode,
        _ => 1,
    };
}
