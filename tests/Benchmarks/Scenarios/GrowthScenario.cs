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

    public virtual async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        int[] sizes = [Smallest, .. Larger(extent.IsFull)];
        IReadOnlyList<(Samples Publish, Samples Bare)> samples =
            await PublishComparison.MeasureAsync(extent.Rounds, [.. sizes.Select(Shape)]);
        var figures = new List<Figure>();
        for (int i = 0; i < sizes.Length; i++)
        {
            figures.Add(Figure.Compare(Label(sizes[i]), samples[i].Publish, "fetch and push", samples[i].Bare, "≤ 2"));
            if (i == 0) continue;
            figures.Add(Figure.Compare(Label(sizes[i]), samples[i].Publish, Label(Smallest), samples[0].Publish, TargetToSmallest));
            figures.Add(Figure.Compare($"{Label(sizes[i])}, fetch and push alone", samples[i].Bare, Label(Smallest), samples[0].Bare, ""));
        }

        return figures;
    }

    protected string Label(int size) => string.Create(CultureInfo.InvariantCulture, $"{size:#,0} {Unit}");
}
