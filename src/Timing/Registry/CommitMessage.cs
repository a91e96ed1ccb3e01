using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Registry;

/// <summary>The text of a registry commit: which phases it records, a block for each row, then trailers.</summary>
internal static class CommitMessage
{
    /// <summary>The trailer that names a merged handoff, by which a handoff that arrives twice is recognised.</summary>
    public const string HandoffTrailer = "Handoff";

    /// <summary>
    /// The trailer that names the run of a row: no two runs write the same commit, be their rows, parent, name and second equal, and a row
    /// is known by it where the history was rewritten.
    /// </summary>
    public const string RunTrailer = "Run";

    public static string Compose(IReadOnlyCollection<FiledRow> filed, IReadOnlyCollection<string> handoffs)
    {
        TimingRow[] rows = [.. filed.Select(row => row.Row)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"chore(registry): record {Distinct(rows, row => row.Phase)}");
        text.Append(CultureInfo.InvariantCulture, $" for {Distinct(rows, row => row.Env)} build {Distinct(rows, row => row.BuildId)}\n");
        foreach (TimingRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nDuration: {row.DurationSeconds}s\nExit Code: {row.ExitCode}\n");
            text.Append(CultureInfo.InvariantCulture, $"Resources: {row.Resources}\nLog: {row.LogPath}\n");
        }

        string[] trailers =
        [
            .. filed.Where(row => row.RunId is not null).Select(row => $"{RunTrailer}: {row.RunId}"),
            .. handoffs.Select(handoff => $"{HandoffTrailer}: {handoff}"),
        ];
        if (trailers.Length > 0) text.Append('\n');
        foreach (string trailer in trailers) text.Append(CultureInfo.InvariantCulture, $"{trailer}\n");
        return text.ToString();
    }

    private static string Distinct(IEnumerable<TimingRow> rows, Func<TimingRow, string> cell) =>
        string.Join(", ", rows.Select(cell).Distinct());
}
