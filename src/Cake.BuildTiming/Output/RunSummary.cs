using System.Globalization;
using BuildTiming.Model;

namespace Cake.BuildTiming.Output;

/// <summary>The phases of this run, a line each; what can be copied stands below, whole and on lines of its own.</summary>
/// <param name="rows">The rows of the run.</param>
/// <param name="style">How lines look.</param>
/// <param name="logs">Where the logs are.</param>
internal sealed class RunSummary(IReadOnlyList<TimingRow> rows, LineStyle style, LogPlace logs)
{
    /// <summary>The summary's lines; none where no phase has ended.</summary>
    public IEnumerable<string> Lines()
    {
        if (rows.Count == 0) yield break;
        yield return string.Empty;
        foreach (string line in Phases()) yield return line;
        string[] paths = [.. rows.Select(row => row.LogPath).Where(path => path.Length > 0).Select(logs.Of)];
        if (paths.Length == 0) yield break;
        yield return string.Empty;
        yield return paths.Length == 1 ? "  Log:" : "  Logs:";
        foreach (string path in paths) yield return "    " + path;
        yield return string.Empty;
    }

    /// <summary>Writes the summary of a run.</summary>
    public static void Write(IReadOnlyList<TimingRow> rows, LogPlace logs)
    {
        var summary = new RunSummary(rows, LineStyle.Current(wide: int.MaxValue), logs);
        foreach (string line in summary.Lines()) Console.Out.WriteLine(line);
    }

    // Narrow: what Terraform changed stands in the row and in the log, what failed and how long it took comes first.
    private IEnumerable<string> Phases()
    {
        int name = rows.Max(row => row.Phase.Length);
        int duration = rows.Max(row => Figures.Duration(row.DurationSeconds).Length);
        int outcome = rows.Max(row => Outcome(row).Length);
        string[] heads =
        [
            .. rows.Select(row =>
                $"  {style.Outcome(row.ExitCode)} {row.Phase.PadRight(name)}  {Figures.Duration(row.DurationSeconds).PadLeft(duration)}  "
                + $"{Outcome(row).PadRight(outcome)}"),
        ];
        string between = outcome > 0 ? "  " : string.Empty;
        string[] whole = [.. heads.Zip(rows, (head, row) => head + between + row.Resources)];
        return whole.All(line => line.Length <= style.Columns) ? whole : heads.Select(head => head.TrimEnd());
    }

    private static string Outcome(TimingRow row) =>
        row.ExitCode == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"exit {row.ExitCode}");
}
