using BuildTiming.Running.Stopping;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>Times every task that is a phase: opened before its body, closed after it. The tasks know nothing of it.</summary>
/// <remarks>
/// Cake comes to the setup of tasks that it will skip, too, and says so at their teardown only. What it calls for no skipped task are the
/// actions of the task itself, so a phase is opened by an action in front of them: an entry in the journal always stands for a task that
/// has begun.
/// </remarks>
internal sealed class TimedPhases(TimedTasks tasks, BuildTimingSession session, Interrupts interrupts)
{
    private Func<ICakeContext, Task>? _opening;

    public void Begin(ICakeContext context, ITaskSetupContext info)
    {
        if (interrupts.Requested)
            throw new CakeException(interrupts.ExitCode, $"{info.Task.Name} does not start: the run was interrupted.");
        if (!tasks.IsPhase(info.Task.Name)) return;
        if (info.Task is not CakeTask task)
        {
            Open(context, info.Task.Name);
            return;
        }

        _opening = body =>
        {
            Open(body, task.Name);
            return Task.CompletedTask;
        };
        task.Actions.Insert(0, _opening);
    }

    public void End(ITaskTeardownContext info)
    {
        // A task may run once more, for another target.
        if (_opening is { } opening) (info.Task as CakeTask)?.Actions.Remove(opening);
        _opening = null;
        if (info.Skipped) session.Discard();
        else session.Close(ExitCode(info.ThrownException));
    }

    private void Open(ICakeContext context, string task)
    {
        if (tasks.PhaseOf(task, context) is not { } phase) return;
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

    /// <summary>The exit code that an exception of a task stands for.</summary>
    public static int ExitCode(Exception? thrown) => thrown switch
    {
        null => 0,
        // A command was interrupted: that is the run's outcome, the command's own code is the phase's.
        CakeException { InnerException: OperationCanceledException } => 0,
        AggregateException { InnerExceptions: [var only] } => ExitCode(only),
        CakeException { ExitCode: not 0 } failure => failure.ExitCode,
        _ => 1,
    };
}
