using BuildTiming.Handoffs;
using BuildTiming.Journal;

namespace BuildTiming.Attempts;

/// <summary>Rows that are published together, and what is known of the pushes that they were handed to.</summary>
internal sealed class PublishBatch(PhaseJournal journal, IEnumerable<JournalEntry> entries)
{
    /// <summary>
    /// How many pushes of a row are remembered. Those before them have been looked for in vain at each of these later attempts, and an
    /// entry must not grow for as long as a remote answers oddly.
    /// </summary>
    private const int MaxUnresolved = 100;

    private readonly List<JournalEntry> _entries = [.. entries];
    private bool _answerIsDue;

    /// <summary>The rows that have not landed yet, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>A push of these rows may have landed without this process knowing.</summary>
    public bool IsUncertain => _entries.Any(entry => entry.Attempt?.Commits is [_, ..]);

    /// <summary>An attempt begins: what becomes of it says nothing of the pushes before it.</summary>
    public void Begin() => _answerIsDue = false;

    /// <summary>
    /// Writes to the journal that the rows are about to be pushed; what an earlier push may have landed stays noted beside it.
    /// </summary>
    /// <exception cref="EntriesWithheldException">
    /// Some could not be noted: they have left the batch, and the others are as they were before; all have left it where they may have
    /// arrived as one handoff.
    /// </exception>
    public void Attempted(Attempt attempt)
    {
        _answerIsDue = true;
        bool mayBeHandedOff = IsUncertain && HandoffBranch.IsHandoff(attempt.Ref);
        Dictionary<string, string> withheld = [];
        for (int i = 0; i < _entries.Count; i++)
        {
            IEnumerable<string> unresolved = (_entries[i].Attempt?.Commits ?? []).TakeLast(MaxUnresolved - 1);
            try
            {
                // A handoff is built on nothing; what was found out about the lines of the registry is kept.
                string? start = attempt.Base ?? (_entries[i].Attempt is null ? null : journal.Find(_entries[i].RunId)?.Attempt?.Base);
                _entries[i] = journal.Attempted(_entries[i], attempt with { Commits = [.. unresolved, .. attempt.Commits], Base = start });
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
            {
                withheld[_entries[i].RunId] = exception.Message;
                // The handoff has this run's name: without it, no other is to be noted there.
                if (!mayBeHandedOff && attempt.Ref == HandoffBranch.RefOf(_entries[i].RunId)) break;
            }
        }

        if (withheld.Count == 0) return;
        // What may have arrived as one handoff is not divided any more: the next run goes on with all of it.
        if (mayBeHandedOff) _entries.Clear();
        _entries.RemoveAll(entry => withheld.ContainsKey(entry.RunId));
        Rejected();
        throw new EntriesWithheldException(withheld);
    }

    /// <summary>The push of this attempt, if it came to one, is known not to have landed.</summary>
    public void Rejected()
    {
        if (!_answerIsDue) return;
        _answerIsDue = false;
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Attempt is { } attempt)
                _entries[i] = _entries[i] with { Attempt = attempt with { Commits = [.. attempt.Commits.SkipLast(1)] } };
        }
    }

    /// <summary>Earlier pushes of these rows are known not to have landed, and not to land any more.</summary>
    public void Failed(IEnumerable<JournalEntry> failed)
    {
        HashSet<string> runs = [.. failed.Select(entry => entry.RunId)];
        for (int i = 0; i < _entries.Count; i++)
        {
            if (runs.Contains(_entries[i].RunId)) _entries[i] = _entries[i] with { Attempt = _entries[i].Attempt! with { Commits = [] } };
        }
    }

    /// <summary>Takes rows out, to be published apart from the others.</summary>
    public PublishBatch Part(IReadOnlyCollection<JournalEntry> entries)
    {
        _entries.RemoveAll(entries.Contains);
        return new PublishBatch(journal, entries);
    }

    /// <summary>Leaves the rows of one folder in the journal.</summary>
    public void Withhold(string folder) => _entries.RemoveAll(entry => entry.Start.Folder == folder);

    /// <summary>Writes to the journal which rows are known not to have landed: they are free to go anywhere.</summary>
    public void NoteRejections()
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i] is not { State: EntryState.Attempted, Attempt.Commits: [] }) continue;
            try
            {
                _entries[i] = journal.Refused(_entries[i]);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                // It stays attempted: the next run looks in vain for a commit that never arrived, and goes on from there.
            }
        }
    }

    /// <summary>The rows are where they belong: the journal forgets them.</summary>
    /// <exception cref="IOException">Some could not be deleted: the next run finds that they have landed.</exception>
    public void Landed(IEnumerable<JournalEntry> landed)
    {
        string? failure = null;
        foreach (JournalEntry entry in landed.ToArray())
        {
            _entries.RemoveAll(held => held.Start.RunId == entry.Start.RunId);
            try
            {
                journal.Delete(entry);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failure ??= exception.Message;
            }
        }

        if (failure is not null) throw new IOException($"published, but the journal cannot forget it: {failure}");
    }
}
