using Benchmarks.Repositories;

namespace Benchmarks.Scenarios;

internal sealed class FilesScenario : GrowthScenario
{
    public override string Name => "files";

    public override (string Heading, string Sentence) Title => ("As the branch grows in files", "Publishing one row to a branch that holds other files.");

    protected override string Unit => "files";

    protected override int Smallest => 100;

    protected override string TargetToSmallest => "≤ 1.3";

    protected override int[] Larger(bool full) => full ? [1_000, 10_000, 100_000] : [10_000];

    protected override RegistryShape Shape(int size) => new(Files: size);
}
