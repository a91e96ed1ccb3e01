using System.Globalization;
using System.Text;
using BuildTiming.Insight;
using BuildTiming.Rows;
using Tests.Shared.Estimates;

namespace Benchmarks.Estimates;

/// <summary>How good the estimate of the remaining time is: on seeded series, or on the files of a registry.</summary>
/// <param name="document">The document that holds the figures of the series.</param>
internal sealed class EstimateCommand(string document)
{
    private const string Begin = "<!-- figures: estimate -->\n";
    private const string End = "<!-- end -->";

    // Enough that a figure says something.
    private const int FewestEstimated = 5;

    /// <summary>Measures.</summary>
    /// <param name="files">Files of rows, with their steps beside them; none for the series.</param>
    /// <param name="saves">The figures of the series go into the document.</param>
    public void Run(IReadOnlyList<string> files, bool saves)
    {
        string table = files.Count == 0 ? EstimateTable.OfSeries() : string.Join("\n", files.Select(OfFile));
        Console.Out.WriteLine(table);
        if (saves && files.Count == 0) Save(table);
    }

    private static string OfFile(string path)
    {
        PastRuns runs = Read(path);
        var text = new StringBuilder();
        EstimateTable.Begin(text, path);
        foreach ((PhaseKey phase, PhaseHistory history) in runs.Phases.OrderByDescending(phase => phase.Value.Runs.Count))
        {
            if (history.Runs.Count < UsualDuration.FewestRuns + FewestEstimated) continue;
            var quality = new EstimateQuality();
            quality.Add(history.Runs, UsualDuration.FewestRuns);
            int withSteps = history.Runs.Count(run => run.Steps.Count > 0);
            string name =
                string.Create(CultureInfo.InvariantCulture, $"{phase.Phase} {phase.Env} {phase.Version} ({withSteps} with steps)");
            EstimateTable.Add(text, name, quality);
        }

        return text.ToString();
    }

    private static PastRuns Read(string path)
    {
        var runs = new PastRuns(int.MaxValue);
        using (FileStream rows = File.OpenRead(path)) runs.AddRows(TimingCsv.Read(rows), DateTimeOffset.MaxValue);
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "build_timing_steps.csv");
        if (!File.Exists(beside)) return runs;
        using FileStream steps = File.OpenRead(beside);
        runs.AddSteps(steps);
        return runs;
    }

    private void Save(string table)
    {
        string text = File.ReadAllText(document);
        int start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        if (start < Begin.Length) throw new InvalidOperationException($"{document} has no marker {Begin}");
        int end = text.IndexOf(End, start, StringComparison.Ordinal);
        File.WriteAllText(document, text[..start] + table + text[end..]);
    }
}
