using System.Globalization;
using System.Text;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>
/// A branch whose CSV file grows: git stores each version of a file whole before it packs it, and so it is what publishing is measured by.
/// </summary>
internal sealed class RowsScenario : IScenario
{
    public string Name => "rows";

    public (string Heading, string Sentence) Title => ("As the CSV file grows in rows",
        "Publishing one row, against what git takes to store a file of that size (`git hash-object -w`), and against the bare fetch and "
        + "push.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        var figures = new List<Figure>();
        foreach (int rows in extent.IsFull ? [100, 1_000, 10_000, 100_000, 1_000_000] : (int[])[100, 10_000])
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} rows");
            int rounds = rows > 500_000 ? Math.Min(3, extent.Rounds) : extent.Rounds;
            (Samples publish, Samples bare) = (await PublishComparison.MeasureAsync(rounds, new RegistryShape(Rows: rows)))[0];
            figures.Add(Figure.Compare(label, publish, "fetch and push", bare, ""));
            Samples store = await StoreAsync(rows, rounds);
            figures.Add(Figure.Compare(label, publish, "git stores the file", store, rows >= 100_000 ? "≤ 1.5" : ""));
        }

        return figures;
    }

    private static async Task<Samples> StoreAsync(int rows, int rounds)
    {
        using var folder = new TemporaryFolder();
        await new Command(folder.Path, "git", "init", "--quiet").RunAsync();
        var text = new StringBuilder();
        for (int row = 0; row < rows; row++) text.Append(Registry.Row(row));
        int version = 0;
        Samples[] samples = await Alternation.RunAsync(rounds, async () =>
        {
            await File.WriteAllTextAsync(folder["file.csv"], text.ToString() + Registry.Row(++version));
            return await new Command(folder.Path, "git", "hash-object", "-w", "file.csv").TimeAsync();
        });
        return samples[0];
    }
}
