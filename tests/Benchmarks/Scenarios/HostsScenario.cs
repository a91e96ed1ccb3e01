using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>Many whole hosts at once, as a CI system starts its jobs on one machine: each in a clone of its own.</summary>
internal sealed class HostsScenario(string repository) : IScenario
{
    /// <summary>The runtime's default, as the environment variable takes it: in hexadecimal.</summary>
    private static readonly KeyValuePair<string, string> RuntimesOwnDelay = new("DOTNET_TC_CallCountingDelayMs", "64");

    public string Name => "hosts";

    public (string Heading, string Sentence) Title => ("Whole hosts at once",
        "`./build.sh --target=ApplyPersistent --publish=direct` in as many clones at the same moment, with the default budget: time until "
        + "the last one has ended, against the same where the runtime compiles often used methods anew after 100 ms, as it does by "
        + "default.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var platforms = new List<Platform>();
        for (int host = 0; host < (extent.IsFull ? 64 : 8); host++)
            platforms.Add(await Platform.CreateAsync(registry, folder[$"clone{host}"]));
        await new Command(repository, "./build.sh", "--tree").RunAsync();

        int rounds = extent.IsFull ? 3 : 1;
        int late = 0;
        Samples[] samples = await Alternation.RunAsync(
            rounds,
            async () =>
            {
                TimeSpan time = await Alternation.TimeAsync(() => StartAllAsync(platforms, []));
                late += platforms.Sum(Waiting);
                return time;
            },
            () => Alternation.TimeAsync(() => StartAllAsync(platforms, [RuntimesOwnDelay])));
        await RequireAllAsync(registry, platforms, started: 2 * (rounds + 1) * platforms.Count);
        string label = string.Create(CultureInfo.InvariantCulture,
            $"{platforms.Count} hosts, {rounds + 1} times: {((rounds + 1) * platforms.Count) - late} rows of "
            + $"{(rounds + 1) * platforms.Count} landed at once, none was lost");
        return [Figure.Compare(label, samples[0], "with the runtime's default", samples[1], "")];
    }

    private Task StartAllAsync(IEnumerable<Platform> platforms, IEnumerable<KeyValuePair<string, string>> variables) => Task.WhenAll(
        platforms.Select(platform =>
            new Command(repository, "./build.sh", "--target=ApplyPersistent", $"--platform-root={platform.Folder}", "--publish=direct")
            {
                Variables = platform.Variables.Concat(variables).ToDictionary(),
            }.RunAsync()));

    /// <summary>Rows that a clone's next run publishes.</summary>
    private static int Waiting(Platform platform) =>
        Directory.GetFiles(Path.Combine(platform.Folder, ".git", "build-timings"), "*.json").Length;

    private static async Task RequireAllAsync(Registry registry, IEnumerable<Platform> platforms, int started)
    {
        string csv = await registry.GitAsync("cat-file", "blob", $"{Registry.Reference}:{Registry.Csv}");
        int landed = csv.Split('\n').Count(line => line.Contains(",apply-persistent,", StringComparison.Ordinal));
        int waiting = platforms.Sum(Waiting);
        if (landed + waiting != started)
            throw new InvalidOperationException($"{landed} rows landed and {waiting} wait in the journals, of {started}");
    }
}
