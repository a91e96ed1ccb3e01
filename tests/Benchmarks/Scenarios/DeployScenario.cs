using Benchmarks.Measuring;
using Benchmarks.Repositories;

namespace Benchmarks.Scenarios;

/// <summary>What recording adds to a whole deploy.</summary>
internal sealed class DeployScenario(string repository) : IScenario
{
    public string Name => "deploy";

    public (string Heading, string Sentence) Title => ("Added time of a deploy",
        "`./build.sh --target=DeployPersistent` (start, two phases, one push) and `make` with a recorder that checks the branch out, appends, pushes and returns, each minus the commands themselves; 4,000 files on the branch.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        string mine = await PlatformAsync(registry, folder["mine"]);
        string theirs = await PlatformAsync(registry, folder["theirs"]);
        Dictionary<string, string> variables = new() { ["PATH"] = $"{Path.Combine(theirs, "bin")}:{Environment.GetEnvironmentVariable("PATH")}" };
        await new Command(repository, "./build.sh", "--tree").RunAsync();
        Samples[] samples = await Alternation.RunAsync(
            extent.IsFull ? 9 : 3,
            new Command(repository, "./build.sh", "--target=DeployPersistent", $"--platform-root={mine}", "--publish=direct") { Variables = variables }.TimeAsync,
            new Command(theirs, "make", "deploy-persistent") { Variables = variables }.TimeAsync,
            new Command(theirs, "make", "commands") { Variables = variables }.TimeAsync);
        Samples added = samples[0].Minus(samples[2]);
        Samples addedByCheckout = samples[1].Minus(samples[2]);
        return
        [
            Figure.Compare("the commands and the checkout recorder", samples[1], "the commands", samples[2], ""),
            Figure.Compare("the commands and this host", samples[0], "the commands", samples[2], ""),
            new Figure("time added by the checkout recorder", Figure.Time(addedByCheckout.Median), $"by this host: {Figure.Time(added.Median)}", addedByCheckout.RatioTo(added), "≥ 15"),
        ];
    }

    // Commands that do nothing: what is left is what recording takes.
    private static async Task<string> PlatformAsync(Registry registry, string folder)
    {
        await registry.CloneAsync(folder);
        await new Command(folder, "git", "checkout", "--quiet", "main").RunAsync();
        string recorder = Path.Combine(AppContext.BaseDirectory, "CheckoutRecorder");
        await new Command(folder, "bash", "-ceu", $$"""
            mkdir -p bin envs/dev bootstrap/10_bootstrap
            cp '{{recorder}}'/* .
            touch envs/dev/main.tf bootstrap/10_bootstrap/goldenpath-idp-bootstrap-v3.sh
            for program in terraform kubectl; do printf '#!/bin/sh\necho done\n' >bin/$program; chmod +x bin/$program; done
            printf '/logs/\n' >.gitignore
            git add . && git commit --quiet -m platform
            """).RunAsync();
        return folder;
    }
}
