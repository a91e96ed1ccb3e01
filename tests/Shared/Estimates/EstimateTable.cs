using System.Globalization;
using System.Text;

namespace Tests.Shared.Estimates;

/// <summary>The quality of the estimate as a table in Markdown.</summary>
internal static class EstimateTable
{
    /// <summary>The table for docs/insight.md.</summary>
    public static string OfSeries()
    {
        var text = new StringBuilder("| series | its runs |\n|---|---|\n");
        foreach ((string name, string sentence, _) in StageShapes.All)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {sentence} |\n");
        text.Append('\n');
        Begin(text, "series");
        foreach (SeriesQuality series in SeriesQuality.All) Add(text, NameOf(series), series.Quality);
        text.Append("\nBy three to eight earlier runs:\n\n");
        Begin(text, "series");
        foreach (SeriesQuality series in SeriesQuality.Young) Add(text, NameOf(series), series.Quality);
        return text.ToString();
    }

    /// <summary>A table's head.</summary>
    public static void Begin(StringBuilder text, string what) => text.Append(CultureInfo.InvariantCulture,
        $"| {what} | runs | naive error at 25, 50, 75 % | error | ratio at 25, 50, 75 % | of the sums | bound held |\n"
        + $"|---|--:|--:|--:|--:|--:|--:|\n");

    /// <summary>A line.</summary>
    public static void Add(StringBuilder text, string name, EstimateQuality quality) => text.Append(CultureInfo.InvariantCulture,
        $"| {name} | {quality.Runs} | {Join(quality.NaiveErrors, "0")} s | {Join(quality.Errors, "0")} s "
        + $"| {Join(quality.Ratios, "0.00")} | {quality.Ratio:0.00} | {quality.Held:0} % |\n");

    private static string NameOf(SeriesQuality series) => series.HasStages ? series.Name : $"{series.Name}, without stages";

    private static string Join(IEnumerable<double> values, string format) =>
        string.Join(", ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));
}
