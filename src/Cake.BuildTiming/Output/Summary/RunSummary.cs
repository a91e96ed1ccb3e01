using System.Globalization;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>The phases of this run, a line each; what can be copied stands below, whole and on lines of its own.</summary>
/// <param name="phases">The phases of the run.</param>
/// <param name="style">How lines look.</param>
/// <param name="logs">Where the logs are.</param>
internal sealed class RunSummary(IReadOnlyList<EndedPhase> phases, LineStyle style, LogPlace logs)
{
    private readonly PhaseDetails _details = new(style);

    /// <summary>The summary's lines; none where no phase has ended.</summary>
    public IEnumerable<string> Lines()
    {
        if (phases.Count == 0) yield break;
        yield return string.Empty;
        foreach (string line in Phases()) yield return line;
        string[] paths = [.. phases.Select(phase => phase.Row.LogPath).Where(path => path.Length > 0).Select(logs.Of)];
        if (paths.Length == 0) yield break;
        yield return string.Empty;
        yield return paths.Length == 1 ? "  Log:" : "  Logs:";
        foreach (string path in paths) yield return "    " + path;
        yield return string.Empty;
    }

    /// <summary>Writes the summary of a run.</summary>
    public static void Write(IReadOnlyList<EndedPhase> phases, LogPlace logs)
    {
        var summary = new RunSummary(phases, LineStyle.Current(), logs);
        foreach (string line in summary.Lines()) Console.Out.WriteLine(line);
    }

    private IEnumerable<string> Phases()
    {
        string[][] heads = [.. phases.Select(Head)];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => heads.Max(head => head[column].Length))];
        string[] lines = [.. heads.Zip(phases, (head, phase) => Line(head, widths) + Resources(phase, widths))];
        // Narrow: what Terraform changed stands in the row and in the log, what failed and how long it took comes first.
        if (lines.Any(line => line.Length > style.Columns)) lines = [.. heads.Select(head => Line(head, widths).TrimEnd())];
        bool fits = lines.All(line => line.Length <= style.Columns);
        var paragraph = new Paragraph(style.Columns);
        return phases.SelectMany((phase, i) => (fits ? [lines[i]] : paragraph.Of(2, heads[i].Where(part => part.Length > 0)))
            .Concat(_details.Of(phase)));
    }

    private string[] Head(EndedPhase phase) =>
        [$"{style.Outcome(phase.Row.ExitCode)} {phase.Row.Phase}", Figures.Duration(phase.Duration), Outcome(phase)];

    private static string Line(string[] head, int[] widths) =>
        $"  {head[0].PadRight(widths[0])}  {head[1].PadLeft(widths[1])}  {head[2].PadRight(widths[2])}";

    private static string Resources(EndedPhase phase, int[] widths) => (widths[2] > 0 ? "  " : string.Empty) + phase.Row.Resources;

    private string Outcome(EndedPhase phase) => phase.Succeeded
        ? phase.Comparison?.Text(style) ?? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"exit {phase.Row.ExitCode}");
}
