using BuildTiming.Model;
using BuildTiming.Registry;

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

    /// <summary>
    /// Those of <see cref="Published"/> that were to go to the registry branch and wait on the remote as handoffs: safe whatever becomes of
    /// this machine, and brought to the branch by the next run that publishes directly, or by a merge of handoffs. By default none.
    /// </summary>
    public IReadOnlyList<FiledRow> Waiting { get; init; } = [];

    /// <summary>Why rows wait on the remote; empty where none do.</summary>
    public string WaitingReason { get; init; } = string.Empty;

    /// <summary>Every row is where it belongs.</summary>
    public bool IsComplete => Kept.Count == 0;

    /// <summary>Where the registry branch keeps the rows of a folder: <c>environments/development/latest/build_timings.csv</c>.</summary>
    public static string FileOf(string folder) => RegistryPath.Of(folder);

    /// <summary>
    /// Where it keeps their steps: <c>environments/development/latest/build_timing_steps.csv</c>. There is none before a run had steps.
    /// </summary>
    public static string StepFileOf(string folder) => RegistryPath.StepsOf(folder);
}
