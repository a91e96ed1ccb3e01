using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>
/// What timing does around a run and around each of its tasks. A host without lifetimes of its own needs nothing of it; one that has a
/// lifetime or a task lifetime calls the two methods of its kind from there.
/// </summary>
public sealed class TimedRun
{
    private readonly BuildTimingSession _session;
    private readonly TimedTasks _tasks;
    private readonly TimedPhases _phases;
    private readonly KilledRuns _killed;
    private readonly EndOfRun _end;
    private bool _isReadOnly;

    internal TimedRun(BuildTimingSession session, TimedTasks tasks, TimedPhases phases, KilledRuns killed, EndOfRun end) =>
        (_session, _tasks, _phases, _killed, _end) = (session, tasks, phases, killed, end);

    /// <summary>Before the first task: killed runs are recorded.</summary>
    /// <param name="context">The run.</param>
    /// <param name="info">The tasks that will run.</param>
    public void Begin(ICakeContext context, ISetupContext info) =>
        Begin(context, _tasks.AnyOf(info.TasksToExecute.Select(task => task.Name)));

    /// <inheritdoc cref="Begin(ICakeContext, ISetupContext)"/>
    /// <param name="context">The run.</param>
    /// <param name="hasPhases">A task that is a phase will run: if nothing can be recorded, that is worth a warning.</param>
    /// <param name="isReadOnly">Nothing is to be written: killed runs are left as they are.</param>
    public void Begin(ICakeContext context, bool hasPhases, bool isReadOnly = false)
    {
        if (hasPhases && _session.Complaint is { } complaint)
            context.Log.Warn($"No timing will be recorded, the build goes on: {complaint}");
        _isReadOnly = isReadOnly;
        if (!isReadOnly) _killed.Recover(context);
    }

    /// <summary>Before a task: if it is a phase, its time begins.</summary>
    /// <exception cref="CakeException">The run was interrupted: no further task starts.</exception>
    public void BeginTask(ICakeContext context, ITaskSetupContext info) => _phases.Begin(context, info);

    /// <summary>
    /// After a task, also one that failed or was skipped: if it is a phase and was not skipped, its row is in the journal.
    /// </summary>
    public void EndTask(ITaskTeardownContext info) => _phases.End(info);

    /// <summary>After the last task, also of a run that failed: rows are published and summed up.</summary>
    /// <param name="context">The run.</param>
    /// <param name="info">How it ended.</param>
    public void End(ICakeContext context, ITeardownContext info) =>
        _end.Reach(context, _isReadOnly, TimedPhases.ExitCode(info.ThrownException));

    /// <inheritdoc cref="End(ICakeContext, ITeardownContext)"/>
    /// <remarks>The run is taken for a success where all phases were.</remarks>
    public void End(ICakeContext context) =>
        _end.Reach(context, _isReadOnly, _session.Rows.LastOrDefault(row => row.ExitCode != 0)?.ExitCode ?? 0);
}
