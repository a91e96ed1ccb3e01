using Benchmarks.Repositories;

namespace Benchmarks.Scenarios;

internal sealed class HistoryScenario : GrowthScenario
{
    public override string Name => "history";

    public override (string Heading, string Sentence) Title => ("As history grows", "Publishing one row to a branch with a long history.");

    protected override string Unit => "commits";

    protected override int Smallest => 10;

    protected override string TargetToSmallest => "≤ 1.3";

    protected override int[] Larger(bool full) => full ? [100, 1_000, 10_000] : [1_000];

    protected override RegistryShape Shape(int size) => new(Rows: size + 10, Commits: size);
}
