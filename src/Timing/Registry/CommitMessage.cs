using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Registry;

/// <summary>The text of a registry commit: which phases it records, then a block for each row.</summary>
internal static class CommitMessage
{
    /// <summary>The trailer that names a merged handoff, by which a handoff that arrives twice is recognised.</summary>
    public const string HandoffTrailer = "Handoff";

    public static string Compose(IReadOnlyCollection<TimingRow> rows, IReadOnlyCollection<string> handoffs)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"chore(registry): record {Distinct(rows, row => row.Phase)}");
        text.Append(CultureInfo.InvariantCulture, $" for {Distinct(rows, row => row.Env)} build {Distinct(rows, row => row.BuildId)}\n");
        foreach (TimingRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nDuration: {row.DurationSeconds}s\nExit Code: {row.ExitCode}\n");
            text.Append(CultureInfo.InvariantCulture, $"Resources: {row.Resources}\nLog: {row.LogPath}\n");
        }

        if (handoffs.Count > 0) text.Append('\n');
        foreach (string handoff in handoffs) text.Append(CultureInfo.InvariantCulture, $"{HandoffTrailer}: {handoff}\n");
        return text.ToString();
    }

    private static string Distinct(IEnumerable<TimingRow> rows, Func<TimingRow, string> cell) => string.Join(", ", rows.Select(cell).Distinct());
}
