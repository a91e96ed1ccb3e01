using BuildTiming.Journal;

namespace BuildTiming.Registry;

/// <summary>What is known of a publication while it goes on.</summary>
internal sealed class PublishTrace
{
    public string Destination { get; set; } = string.Empty;

    public string? Revision { get; set; }

    /// <summary>Why the latest attempt did not land.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The journal tells what was published: what it held before and holds no more.</summary>
    public Publication Result(IReadOnlyList<JournalEntry> before, IReadOnlyList<JournalEntry> after)
    {
        HashSet<string> left = [.. after.Select(entry => entry.Start.RunId)];
        FiledRow[] published = before.Where(entry => !left.Contains(entry.Start.RunId)).ToFiledRows();
        return new Publication(published, after.ToFiledRows(), Destination, Revision, after.Count > 0 ? Reason : string.Empty);
    }
}
