using BuildTiming.Journal;
using BuildTiming.Model;

namespace BuildTiming.Publishing;

/// <summary>What is known of a publication while it goes on.</summary>
internal sealed class PublishTrace
{
    private readonly List<string> _destinations = [];
    private readonly List<string> _reasons = [];

    /// <summary>Where rows go by the policy, for those that others have published meanwhile.</summary>
    public string Destination { get; set; } = string.Empty;

    /// <summary>A name for the commit that landed last.</summary>
    public string? Revision { get; set; }

    /// <summary>Why the latest attempt did not land.</summary>
    public string Latest { get; set; } = string.Empty;

    /// <summary>Rows are about to go somewhere.</summary>
    public void Begin(string destination)
    {
        if (!_destinations.Contains(destination)) _destinations.Add(destination);
        Latest = string.Empty;
    }

    /// <summary>Rows stay in the journal, for this reason.</summary>
    public void Keep(string reason)
    {
        if (reason.Length > 0 && !_reasons.Contains(reason)) _reasons.Add(reason);
    }

    /// <summary>The journal tells what was published: what it held before and holds no more.</summary>
    public Publication Result(IReadOnlyList<JournalEntry> before, IReadOnlyList<JournalEntry> after)
    {
        HashSet<string> left = [.. after.Select(entry => entry.Start.RunId)];
        FiledRow[] published = before.Where(entry => !left.Contains(entry.Start.RunId)).ToFiledRows();
        // What came into the journal since is of another process, which publishes it itself.
        HashSet<string> known = [.. before.Select(entry => entry.RunId)];
        FiledRow[] kept = after.Where(entry => known.Contains(entry.RunId)).ToFiledRows();
        string reason = kept.Length > 0 ? string.Join("; ", _reasons) : string.Empty;
        string destination = _destinations.Count > 0 ? string.Join(", ", _destinations) : Destination;
        return new Publication(published, kept, destination, Revision, reason);
    }
}
