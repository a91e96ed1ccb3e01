namespace BuildTiming.Journal.Format;

/// <summary>The content of an entry's file.</summary>
/// <param name="Format">The version of the format, decided on before the rest is decoded.</param>
/// <param name="Entry">The entry.</param>
internal sealed record JournalFile(int Format, JournalEntry Entry);
