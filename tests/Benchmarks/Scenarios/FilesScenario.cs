using Benchmarks.Measuring;
using Benchmarks.Repositories;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

internal sealed class FilesScenario : GrowthScenario
{
    public override string Name => "files";

    public override (string Heading, string Sentence) Title => ("As the branch grows in files",
        "Publishing one row to a branch that holds other files; and what of that is git's check of a commit that came in, which the fetch "
        + "makes here and the push on the remote.");

    protected override string Unit => "files";

    protected override int Smallest => 100;

    protected override string TargetToSmallest => "≤ 1.3";

    protected override int[] Larger(bool full) => full ? [1_000, 10_000, 100_000] : [10_000];

    protected override RegistryShape Shape(int size) => new(Files: size);

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        int largest = Larger(extent.IsFull)[^1];
        Samples[] checks = await Alternation.RunAsync(
            extent.Rounds, await CheckAsync(folder["few"], Smallest), await CheckAsync(folder["many"], largest));
        return [.. await base.MeasureAsync(extent),
            Figure.Compare($"{Label(largest)}, git's check, once", checks[1], Label(Smallest), checks[0], "")];
    }

    /// <summary>The check as git makes it after a fetch and before it accepts a push: what a commit holds that others do not.</summary>
    private static async Task<Func<Task<TimeSpan>>> CheckAsync(string folder, int files)
    {
        Registry registry = await Registry.CreateAsync(folder, new RegistryShape(Files: files, Commits: 2));
        return new Command(folder, "git", "rev-list", "--objects", "--quiet", Registry.Reference, "--not",
            Registry.Reference + "~1").TimeAsync;
    }
}
