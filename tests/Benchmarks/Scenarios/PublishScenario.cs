using Benchmarks.Measuring;
using Benchmarks.Repositories;

namespace Benchmarks.Scenarios;

internal sealed class PublishScenario : IScenario
{
    public string Name => "publish";

    public (string Heading, string Sentence) Title => ("Publishing a row",
        "From the first git process to the last, against `git fetch` and `git push` of one prepared commit on the same remote.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        (Samples publish, Samples bare) =
            (await PublishComparison.MeasureAsync(extent.IsFull ? 25 : 5, new RegistryShape(Files: 4_000)))[0];
        return [Figure.Compare("direct, a branch of 4,000 files", publish, "fetch and push", bare, "≤ 2")];
    }
}
