using System.Globalization;
using Benchmarks.Measuring;
using BuildTiming.Rows;
using Tests.Shared.Files;
using Tests.Shared.Rows;

namespace Benchmarks.Scenarios;

/// <summary>A registry file of all row generations, read from its first line to its last.</summary>
internal sealed class ReadScenario : IScenario
{
    public string Name => "read";

    public (string Heading, string Sentence) Title => ("Reading rows",
        "A file with rows of all generations, one in twenty with quotes, read as a stream; against splitting its lines at their commas "
        + "(`File.ReadLines`, `Split`).");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        int rows = extent.IsFull ? 1_000_000 : 100_000;
        string file = folder["rows.csv"];
        await using (FileStream written = File.Create(file)) ManyRows.Write(written, rows);
        long allocated = 0;
        Samples[] samples = await Alternation.RunAsync(
            extent.Rounds,
            () => Alternation.TimeAsync(() =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                using FileStream stream = File.OpenRead(file);
                int read = TimingCsv.Read(stream).Count(line => line is RegistryRow);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                return read == rows ? Task.CompletedTask : throw new InvalidDataException($"{read} of {rows} rows were read");
            }),
            () => Alternation.TimeAsync(() => Task.FromResult(File.ReadLines(file).Sum(line => line.Split(',').Length))));
        string label = string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} rows");
        return
        [
            Figure.Compare(label, samples[0], "lines split", samples[1], "≤ 1.2 s"),
            new Figure($"memory allocated for {label}", Figure.Number(allocated / 1e6, "MB"), "", null, "< 300 MB"),
        ];
    }
}
