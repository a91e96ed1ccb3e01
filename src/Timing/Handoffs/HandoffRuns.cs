using BuildTiming.Model;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>The runs that a handoff's rows are of.</summary>
internal static class HandoffRuns
{
    private const string Trailer = CommitMessage.RunTrailer + ": ";

    /// <summary>
    /// The rows with their runs: the trailers of the handoff's commit name them in the order of the rows. An older host names only its
    /// first run, by the handoff's own name; what is no name of a run is not passed on.
    /// </summary>
    /// <param name="rows">The rows, in the order of git's list of files.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="reference">The handoff's full name.</param>
    public static IReadOnlyList<FiledRow> Name(IReadOnlyList<FiledRow> rows, string message, string reference)
    {
        string[] paragraph = message.TrimEnd('\n').Split("\n\n")[^1].Split('\n');
        string[] runs =
        [
            .. paragraph.Where(line => line.StartsWith(Trailer, StringComparison.Ordinal)).Select(line => line[Trailer.Length..])
                .Where(RunId.IsValid).Distinct(),
        ];
        if (runs.Length != rows.Count) runs = [reference[HandoffBranch.RefPrefix.Length..]];
        return [.. rows.Select((row, i) => row with { RunId = runs.ElementAtOrDefault(i) })];
    }
}
