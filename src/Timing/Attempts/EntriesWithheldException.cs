namespace BuildTiming.Attempts;

/// <summary>Journal entries that cannot be noted as attempted: without that note nothing of theirs may be pushed.</summary>
/// <param name="withheld">The entries' run ids, each with what stands in the way.</param>
internal sealed class EntriesWithheldException(IReadOnlyDictionary<string, string> withheld) : Exception(Describe(withheld))
{
    private static string Describe(IReadOnlyDictionary<string, string> withheld) => withheld.Count == 1
        ? $"the journal's entry {withheld.Keys.First()} cannot be written: {withheld.Values.First()}"
        : $"{withheld.Count} entries of the journal cannot be written: {withheld.Values.First()}";
}
