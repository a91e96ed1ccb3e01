using BuildTiming.Journal;

namespace BuildTiming.Publishing;

/// <summary>Rows that are published together, and what is known of the pushes that they were handed to.</summary>
internal sealed class PublishBatch(Spool spool, IEnumerable<JournalEntry> entries)
{
    private readonly List<JournalEntry> _entries = [.. entries];
    private bool _answerIsDue;

    /// <summary>The rows that have not landed yet, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>A push of these rows may have landed without this process knowing.</summary>
    public bool IsUncertain => _entries.Any(entry => entry.Attempt?.Commits is [_, ..]);

    /// <summary>A try begins: what becomes of it says nothing of the pushes before it.</summary>
    public void Begin() => _answerIsDue = false;

    /// <summary>Writes to the journal that the rows are about to be pushed; what an earlier push may have landed stays noted beside it.</summary>
    public void Attempted(Attempt attempt)
    {
        _answerIsDue = true;
        for (int i = 0; i < _entries.Count; i++)
        {
            IEnumerable<string> unresolved = _entries[i].Attempt?.Commits ?? [];
            // A handoff is built on nothing; what was found out about the lines of the registry is kept.
            string? start = attempt.Base ?? (_entries[i].Attempt is null ? null : spool.Find(_entries[i].RunId)?.Attempt?.Base);
            _entries[i] = spool.Attempted(_entries[i], attempt with { Commits = [.. unresolved, .. attempt.Commits], Base = start });
        }
    }

    /// <summary>The push of this try, if it came to one, is known not to have landed.</summary>
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

    /// <summary>Leaves the rows of one folder in the journal.</summary>
    public void Withhold(string folder) => _entries.RemoveAll(entry => entry.Start.Folder == folder);

    /// <summary>Writes to the journal which rows are known not to have landed: they are free to go anywhere.</summary>
    public void NoteRejections()
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i] is { State: EntryState.Attempted, Attempt.Commits: [] }) _entries[i] = spool.Refused(_entries[i]);
        }
    }

    /// <summary>The rows are where they belong: the journal forgets them.</summary>
    public void Landed(IEnumerable<JournalEntry> landed)
    {
        foreach (JournalEntry entry in landed.ToArray())
        {
            spool.Delete(entry);
            _entries.RemoveAll(held => held.Start.RunId == entry.Start.RunId);
        }
    }
}
