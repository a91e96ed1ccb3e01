using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Registry;

namespace Benchmarks.Scenarios;

/// <summary>Many writers at once, each in a clone of its own.</summary>
internal sealed class ContentionScenario : IScenario
{
    public string Name => "contention";

    public (string Heading, string Sentence) Title => ("Contention",
        "Writers that publish one row each at the same moment, all on this machine: time to the last row, and per writer against a single one. Every row lands exactly once, or the run fails.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        var figures = new List<Figure>();
        foreach (PublishPolicy policy in (PublishPolicy[])[PublishPolicy.Direct, PublishPolicy.Handoff])
        {
            await RaceAsync(1, policy); // warms up: not counted
            double perWriterAlone = 0;
            foreach (int writers in extent.IsFull ? [1, 2, 4, 8, 16, 32, 64, 128] : (int[])[1, 8])
            {
                (TimeSpan time, int retries) = await MedianRaceAsync(writers, policy);
                double perWriter = time.TotalMilliseconds / writers;
                if (writers == 1) perWriterAlone = perWriter;
                string label = string.Create(CultureInfo.InvariantCulture,
                    $"{policy.ToString().ToLowerInvariant()}, {writers} writers: {writers / time.TotalSeconds:0.0} rows a second, {retries} retries");
                figures.Add(new Figure(label, Figure.Time(time.TotalMilliseconds), $"per writer {Figure.Time(perWriter)}, alone {Figure.Time(perWriterAlone)}", perWriter / perWriterAlone, writers == 128 ? "≤ 1" : ""));
            }
        }

        return figures;
    }

    // A race of few is over at once, so that chance has a large part in it.
    private static async Task<(TimeSpan Time, int Retries)> MedianRaceAsync(int writers, PublishPolicy policy)
    {
        var races = new List<(TimeSpan Time, int Retries)>();
        for (int race = 0; race < (writers <= 8 ? 5 : 1); race++) races.Add(await RaceAsync(writers, policy));
        return races.OrderBy(race => race.Time).ElementAt(races.Count / 2);
    }

    private static async Task<(TimeSpan Time, int Retries)> RaceAsync(int writers, PublishPolicy policy)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var recorders = new List<Recorder>();
        for (int writer = 0; writer < writers; writer++)
        {
            recorders.Add(await Recorder.OpenAsync(await registry.CloneAsync(folder[$"writer{writer}"], "racer")));
            recorders[^1].Finish();
        }

        TimeSpan time = await Alternation.TimeAsync(() => Task.WhenAll(recorders.Select(recorder => Task.Run(() => recorder.PublishAsync(policy)))));
        await RequireAllAsync(registry, writers, policy);
        int retries = 0;
        for (int writer = 0; writer < writers; writer++) retries += await LostCommitsAsync(folder[$"writer{writer}"], registry);
        return (time, retries);
    }

    private static async Task RequireAllAsync(Registry registry, int writers, PublishPolicy policy)
    {
        int landed = policy == PublishPolicy.Direct
            ? (await registry.GitAsync("cat-file", "blob", $"{Registry.Reference}:{Registry.Csv}")).Split('\n').Count(line => line.Contains(",apply-persistent,", StringComparison.Ordinal))
            : (await registry.GitAsync("for-each-ref", "--format=%(refname)", "refs/heads/timing-handoff/")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        if (landed != writers) throw new InvalidOperationException($"{landed} rows of {writers} landed");
    }

    /// <summary>Each attempt writes a commit in its clone; one that lost its race is on no ref, here or on the remote.</summary>
    private static async Task<int> LostCommitsAsync(string clone, Registry registry)
    {
        string own = await new Command(clone, "bash", "-ceu", $$"""
            git cat-file --batch-all-objects --batch-check='%(objecttype) %(objectname)' | sed -n 's/^commit //p' | sort >.git/all
            { git rev-list --all --reflog; git -C '{{registry.Path}}' rev-list --all; } | sort -u >.git/known
            comm -23 .git/all .git/known | wc -l
            """).RunAsync();
        return int.Parse(own, CultureInfo.InvariantCulture);
    }
}
