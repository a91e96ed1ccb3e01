namespace BuildTiming.Journal;

/// <summary>
/// Brings the runs that stand in both folders of a journal together in the first one; to be used under the publish locks of both. What was
/// written to the second one is the later state, unless a push has gone out from the first.
/// </summary>
internal sealed class Reunion(EntryFolder first, EntryFolder second)
{
    /// <summary>Brings these entries of the second folder together with those of the first.</summary>
    /// <returns>
    /// The entries that stand in the second folder alone: the others cannot be brought together now, and are not to be published.
    /// </returns>
    public IEnumerable<JournalEntry> Of(IEnumerable<JournalEntry> entriesOfSecond)
    {
        foreach (JournalEntry entry in entriesOfSecond)
        {
            if (first.Has(entry.RunId)) TryReunite(entry);
            else yield return entry;
        }
    }

    private void TryReunite(JournalEntry entry)
    {
        try
        {
            if (first.Find(entry.RunId) is not { State: EntryState.Attempted }) first.Write(entry);
            second.Remove(entry.RunId);
        }
        catch (Exception exception) when (EntryFolder.IsOfDisk(exception))
        {
            // It stays in both, and is tried again.
        }
    }
}
