using System.Globalization;
using System.Text;
using Benchmarks.Measuring;
using Benchmarks.Scenarios;

namespace Benchmarks.Reports;

/// <summary>The figures as Markdown; each scenario's between markers of its own, so that one can be measured anew.</summary>
internal sealed class PerformanceReport(string path, TimeProvider clock)
{
    public string Section(IScenario scenario, IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {scenario.Title.Heading}\n\n{scenario.Title.Sentence}\n\n");
        text.Append("| what | median | against | ratio | target |\n|---|--:|--:|--:|--:|\n");
        foreach (Figure figure in figures)
        {
            string ratio = figure.Ratio is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";
            text.Append(CultureInfo.InvariantCulture,
                $"| {figure.What} | {figure.Measured} | {figure.Against} | {ratio} | {figure.Target} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n`dotnet run -c Release --project tests/Benchmarks -- {scenario.Name}`, ");
        text.Append(CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {Machine.Describe()}\n");
        return text.ToString();
    }

    public void Save(IScenario scenario, IReadOnlyList<Figure> figures)
    {
        string text = File.ReadAllText(path);
        string begin = $"<!-- figures: {scenario.Name} -->\n";
        const string End = "<!-- end -->";
        int start = text.IndexOf(begin, StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"{path} has no marker {begin}");
        start += begin.Length;
        int end = text.IndexOf(End, start, StringComparison.Ordinal);
        File.WriteAllText(path, text[..start] + Section(scenario, figures) + text[end..]);
    }
}
