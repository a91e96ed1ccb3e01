namespace BuildTiming.Journal.Unfinished;

/// <summary>All that stands in a journal. Reading it changes nothing: what is no entry stays where it is.</summary>
/// <param name="Entries">The entries, sorted by run id.</param>
/// <param name="Left">What nobody here can judge, and what is no entry; oldest first.</param>
internal sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<Leftover> Left)
{
    /// <summary>Reads both folders of a journal.</summary>
    public static JournalContent Read(PhaseJournal journal)
    {
        var entries = new Dictionary<string, JournalEntry>();
        // A run may stand in both, running in the one and finished in the other.
        List<Leftover> left =
        [
            .. journal.Places.SelectMany(place => Leftovers.In(place.Folder, entry =>
            {
                if (!entries.TryGetValue(entry.RunId, out JournalEntry? other) || other.State == EntryState.Running)
                    entries[entry.RunId] = entry;
            })),
        ];
        return new JournalContent(
            [.. entries.Values.OrderBy(entry => entry.RunId, StringComparer.Ordinal)], [.. left.OrderBy(file => file.Since)]);
    }
}
