using BuildTiming.Model;

namespace BuildTiming.Publishing;

/// <summary>What became of the finished rows.</summary>
/// <param name="Published">The rows that are where they belong now, oldest first.</param>
/// <param name="Kept">The rows that stay in the journal for the next run.</param>
/// <param name="Destination">Where rows went or were to go, for messages.</param>
/// <param name="Revision">
/// A name for the commit that holds the published rows, where this run wrote it: the local branch, or the commit's id.
/// </param>
/// <param name="Reason">Why rows were kept; empty where none were.</param>
public sealed record Publication(
    IReadOnlyList<FiledRow> Published, IReadOnlyList<FiledRow> Kept, string Destination, string? Revision, string Reason)
{
    /// <summary>There was nothing to publish.</summary>
    public static Publication Nothing { get; } = new([], [], string.Empty, null, string.Empty);

    /// <summary>Every row is where it belongs.</summary>
    public bool IsComplete => Kept.Count == 0;
}
