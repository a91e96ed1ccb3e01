using BuildTiming.Journal;
using BuildTiming.Model;

namespace BuildTiming.Phases;

/// <summary>
/// The entry of one phase run in the journal. While the run's command works, it is written on another thread: no phase waits for a disk.
/// </summary>
/// <param name="clock">Measures the time between two notes of steps.</param>
internal sealed class RunEntry(TimeProvider clock)
{
    /// <summary>A note takes a flush of the disk: a script that rushes through its stages takes one a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Lock _noting = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PhaseJournal? _journal;
    private JournalEntry? _entry;
    private Task _started = Task.CompletedTask;
    private Task _progressed = Task.CompletedTask;
    private Task _traced = Task.CompletedTask;
    private bool _isDue;

    /// <summary>From here on the journal knows of the run, whatever happens to this process.</summary>
    public void Begin(PhaseJournal? journal, PhaseStart start, string? logFile)
    {
        _journal = journal;
        _entry = journal?.Running(start, logFile);
    }

    /// <summary>The run's command has started.</summary>
    public void Started(int process)
    {
        lock (_gate)
            _started = TryRun(() => Task.Run(() => Note((journal, entry) => journal.Started(entry, process)))) ?? Task.CompletedTask;
    }

    /// <summary>It is known where the run comes from, so that its recovery tells it, too. Waits for nothing.</summary>
    public void Traced(PhaseStart start)
    {
        lock (_gate)
        {
            if (!_end.Task.IsCompleted) _traced = TryRun(() => Task.Run(() => NoteProvenance(start))) ?? Task.CompletedTask;
        }
    }

    /// <summary>The run has come further, so that its recovery would have more to tell. Waits for nothing.</summary>
    /// <param name="steps">Gives the steps so far, on another thread.</param>
    public void Progressed(Func<IReadOnlyList<Step>> steps)
    {
        lock (_gate)
        {
            // What is due tells of this, too.
            if (_isDue || _end.Task.IsCompleted || _entry is null) return;
            Task before = _progressed;
            if (TryRun(() => Task.Run(() => NoteStepsAsync(before, steps))) is not { } noting) return;
            (_progressed, _isDue) = (noting, true);
        }
    }

    /// <summary>The command has ended: waits for the notes that are being written, and leaves out what is still due.</summary>
    /// <remarks>A note of steps that failed is nothing to tell of: what it would have said is written again with the row.</remarks>
    public void Complete()
    {
        lock (_gate) _end.TrySetResult();
        _progressed.GetAwaiter().GetResult();
        _traced.GetAwaiter().GetResult();
        _started.GetAwaiter().GetResult();
    }

    /// <summary>The row is in the journal afterwards; to be called again where it failed.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="start">What was known of the run when it started.</param>
    /// <param name="logFile">Its log, an absolute path.</param>
    /// <param name="row">The row.</param>
    /// <param name="steps">Its steps; the row does not wait for them.</param>
    /// <returns>Why the steps could not be kept; null where they are.</returns>
    public string? Finish(PhaseJournal journal, PhaseStart start, string? logFile, TimingRow row, IReadOnlyList<Step> steps)
    {
        // Where the start could not be written (a full disk), the end is still worth a try.
        _entry ??= journal.Running(start, logFile);
        try
        {
            journal.Finished(_entry, row, steps);
            return null;
        }
        catch (Exception exception) when (steps.Count > 0)
        {
            journal.Finished(_entry, row, []);
            return exception.Message;
        }
    }

    /// <summary>There was no run after all.</summary>
    public void Delete(PhaseJournal? journal)
    {
        if (_entry is not null) journal?.Delete(_entry);
    }

    private void NoteProvenance(PhaseStart start)
    {
        try
        {
            Note((journal, entry) => journal.Traced(entry, start));
        }
        catch (Exception)
        {
            // The boundary, as below: the row has it in any case.
        }
    }

    /// <summary>Null where the system has no thread left: the command runs on, and its start or its steps are noted with its end.</summary>
    private static Task? TryRun(Func<Task> begin)
    {
        try
        {
            return begin();
        }
        catch (TaskSchedulerException)
        {
            return null;
        }
    }

    private async Task NoteStepsAsync(Task before, Func<IReadOnlyList<Step>> steps)
    {
        await before;
        try
        {
            lock (_gate)
            {
                if (_end.Task.IsCompleted) return;
                _isDue = false;
            }

            Note((journal, entry) => journal.Progressed(entry, steps()));
        }
        catch (Exception)
        {
            // The boundary: whatever is wrong with a disk or the journal, the phase goes on, and its end is worth a try of its own.
        }

        await _end.Task.WaitAsync(Interval, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // One at a time: each note is written over the one before.
    private void Note(Func<PhaseJournal, JournalEntry, JournalEntry> note)
    {
        lock (_noting)
            if (_entry is { } entry) _entry = note(_journal!, entry);
    }
}
