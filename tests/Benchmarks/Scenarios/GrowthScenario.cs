using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;

namespace Benchmarks.Scenarios;

/// <summary>Publishing as one property of the branch grows.</summary>
internal abstract class GrowthScenario : IScenario
{
    public abstract string Name { get; }

    public abstract (string Heading, string Sentence) Title { get; }

    protected abstract string Unit { get; }

    protected abstract int Smallest { get; }

    protected abstract int[] Larger(bool full);

    protected abstract RegistryShape Shape(int size);

    protected abstract string TargetToSmallest { get; }

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        var figures = new List<Figure>();
        (Samples smallest, Samples bare) = await PublishComparison.MeasureAsync(Shape(Smallest), extent.Rounds);
        figures.Add(Figure.Compare(Label(Smallest), smallest, "fetch and push", bare, "≤ 2"));
        foreach (int size in Larger(extent.IsFull))
        {
            (Samples publish, bare) = await PublishComparison.MeasureAsync(Shape(size), extent.Rounds);
            figures.Add(Figure.Compare(Label(size), publish, "fetch and push", bare, "≤ 2"));
            figures.Add(new Figure(Label(size), Figure.Time(publish.Median), $"{Label(Smallest)}: {Figure.Time(smallest.Median)}", publish.Median / smallest.Median, TargetToSmallest));
        }

        return figures;
    }

    private string Label(int size) => string.Create(CultureInfo.InvariantCulture, $"{size:#,0} {Unit}");
}
