using Benchmarks.Measuring;
using Benchmarks.Repositories;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>What recording adds to a whole deploy.</summary>
internal sealed class DeployScenario(string repository) : IScenario
{
    public string Name => "deploy";

    public (string Heading, string Sentence) Title => ("Added time of a deploy",
        "`./build.sh --target=DeployPersistent` (start, two phases, one push) and `make` with a recorder that checks the branch out, "
        + "appends, pushes and returns, each minus the commands themselves; 4,000 files on the branch.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        Platform mine = await Platform.CreateAsync(registry, folder["mine"]);
        Platform theirs = await Platform.CreateAsync(registry, folder["theirs"]);
        await new Command(repository, "./build.sh", "--tree").RunAsync();
        Samples[] samples = await Alternation.RunAsync(
            extent.IsFull ? 9 : 2,
            new Command(repository, "./build.sh", "--target=DeployPersistent", $"--platform-root={mine.Folder}",
                "--publish=direct")
            { Variables = mine.Variables }.TimeAsync,
            new Command(theirs.Folder, "make", "deploy-persistent") { Variables = theirs.Variables }.TimeAsync,
            new Command(theirs.Folder, "make", "commands") { Variables = theirs.Variables }.TimeAsync);
        Samples added = samples[0].Minus(samples[2]);
        Samples addedByCheckout = samples[1].Minus(samples[2]);
        return
        [
            Figure.Compare("the commands and the checkout recorder", samples[1], "the commands", samples[2], ""),
            Figure.Compare("the commands and this host", samples[0], "the commands", samples[2], ""),
            new Figure("time added by the checkout recorder", Figure.Time(addedByCheckout.Median),
                $"by this host: {Figure.Time(added.Median)}", addedByCheckout.RatioTo(added), "≥ 15"),
        ];
    }
}
