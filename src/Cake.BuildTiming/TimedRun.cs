using BuildTiming.Model;
using BuildTiming.Sessions;
using Cake.BuildTiming.Output;
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
    private readonly RowPublishing _publishing;
    private readonly JournalReport _journal;
    private bool _isDryRun;

    internal TimedRun(BuildTimingSession session, TimedTasks tasks, TimedPhases phases, KilledRuns killed, RowPublishing publishing,
        JournalReport journal) => (_session, _tasks, _phases, _killed, _publishing, _journal) =
            (session, tasks, phases, killed, publishing, journal);

    /// <summary>Before the first task: killed runs are recorded.</summary>
    /// <param name="context">The run.</param>
    /// <param name="info">The tasks that will run.</param>
    public void Begin(ICakeContext context, ISetupContext info) =>
        Begin(context, _tasks.AnyOf(info.TasksToExecute.Select(task => task.Name)));

    /// <inheritdoc cref="Begin(ICakeContext, ISetupContext)"/>
    /// <param name="context">The run.</param>
    /// <param name="hasPhases">A task that is a phase will run: if nothing can be recorded, that is worth a warning.</param>
    /// <param name="isDryRun">Nothing is to be written.</param>
    public void Begin(ICakeContext context, bool hasPhases, bool isDryRun = false)
    {
        if (hasPhases && _session.Complaint is { } complaint)
            context.Log.Warn($"No timing will be recorded, the build goes on: {complaint}");
        _isDryRun = isDryRun;
        if (!isDryRun) _killed.Recover(context);
    }

    /// <summary>Before a task: if it is a phase, its time begins.</summary>
    /// <exception cref="CakeException">The run was interrupted: no further task starts.</exception>
    public void BeginTask(ICakeContext context, ITaskSetupContext info) => _phases.Begin(context, info);

    /// <summary>
    /// After a task, also one that failed or was skipped: if it is a phase and was not skipped, its row is in the journal.
    /// </summary>
    public void EndTask(ITaskTeardownContext info) => _phases.End(info);

    /// <summary>After the last task, also of a run that failed: rows are published and summed up.</summary>
    public void End(ICakeContext context)
    {
        // A deploy that failed never came to its final task, and a single phase has none.
        if (_publishing.IsDue()) _publishing.Publish(context);
        RunSummary.Write(_session.Rows);
        foreach (TimingRow row in _session.HiddenFailures)
        {
            context.Log.Warn(
                $"{row.Phase} ended with exit code 0, but Terraform's last run in it ended in errors (TERRAFORM=failed in its flags).\n"
                + $"What it says is in {row.LogPath}");
        }

        _publishing.Report(context);
        _journal.WriteUnrecorded(context);
        if (!_isDryRun) _journal.WriteLeftovers(context);
    }
}
