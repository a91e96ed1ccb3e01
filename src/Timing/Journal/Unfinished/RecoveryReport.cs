namespace BuildTiming.Journal.Unfinished;

/// <summary>What a recovery did.</summary>
/// <param name="Recovered">The entries that are finished now.</param>
/// <param name="AtWork">Running entries whose host is gone while their command goes on: they are recorded after its end.</param>
/// <param name="Warnings">What could not be read or written, each as one message.</param>
internal sealed record RecoveryReport(
    IReadOnlyList<JournalEntry> Recovered, IReadOnlyList<JournalEntry> AtWork,
    IReadOnlyList<string> Warnings);
