using Tests.Shared.Files;
using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Publishing;

namespace Benchmarks.Scenarios;

/// <summary>Many writers at once, each in a clone of its own.</summary>
internal sealed class ContentionScenario : IScenario
{
    private const string OtherMachines = "direct, as from as many machines";
    private const string GitAlone = "git alone, one after the other";

    public string Name => "contention";

    public (string Heading, string Sentence) Title => ("Contention",
        "Writers that publish one row each at the same moment, all on this machine; or as if from as many machines: each knows the remote "
        + "by another name, so that none waits for its turn, and the remote answers a fetch after 0.3 s and a push after 0.5 s. Measured "
        + "is the time to the last row, and its share for each writer against that of a single one, which is measured before and after "
        + "each race. Every row lands exactly once, or the run fails.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        int[] sizes = extent.IsFull ? [2, 4, 8, 16, 32, 64, 128] : [8];
        var figures = new List<Figure>();
        foreach (int writers in sizes)
            figures.Add(await AgainstOneAsync("direct", writers, Rounds(extent, writers), count => RaceAsync(count, PublishPolicy.Direct)));
        foreach (int writers in extent.IsFull ? [8, 16, 32] : (int[])[4])
            figures.Add(await AgainstOneAsync(OtherMachines, writers, rounds: 1,
                count => RaceAsync(count, PublishPolicy.Direct, areNeighbours: false)));
        foreach (int writers in sizes) figures.Add(
            await AgainstOneAsync("handoff", writers, Rounds(extent, writers), count => RaceAsync(count, PublishPolicy.Handoff)));
        figures.Add(await AgainstOneAsync(GitAlone, sizes[^1], rounds: 1, QueueAsync));
        figures.Add(await AgainstGitAsync(sizes[^1]));
        return figures;
    }

    private static async Task<Figure> AgainstOneAsync(string kind, int writers, int rounds, Func<int, Task<Race>> start)
    {
        await start(1); // fills caches: not counted
        List<Race> races = [], alone = [];
        for (int round = 0; round < rounds; round++)
        {
            alone.AddRange([await start(1), await start(1)]);
            races.Add(await start(writers));
            alone.AddRange([await start(1), await start(1)]);
        }

        Race race = Median(races);
        Race one = Median(alone);
        string rate =
            string.Create(CultureInfo.InvariantCulture, $"{writers / race.Milliseconds * 1000:0.0} rows a second, {race.Retries} retries");
        return new Figure($"{kind}, {writers} writers: {rate}", Figure.Time(race.Milliseconds),
            $"each {Figure.Time(race.Milliseconds / writers)}, one alone {Figure.Time(one.Milliseconds)}",
                race.Milliseconds / writers / one.Milliseconds,
            writers == 128 && kind != GitAlone ? "≤ 1" : "");
    }

    private static async Task<Figure> AgainstGitAsync(int writers)
    {
        var direct = new Samples([(await RaceAsync(writers, PublishPolicy.Direct)).Milliseconds]);
        var git = new Samples([(await QueueAsync(writers)).Milliseconds]);
        return Figure.Compare($"direct, {writers} writers", direct, GitAlone, git, "");
    }

    /// <summary>A race of few is over at once, so that chance has a large part in it.</summary>
    private static int Rounds(Extent extent, int writers) => extent.IsFull ? Math.Clamp(32 / writers, 1, 5) : 1;

    private static Race Median(IReadOnlyCollection<Race> races) => races.OrderBy(race => race.Milliseconds).ElementAt(races.Count / 2);

    /// <summary>The least that as many rows take on one ref: git's fetch, fast-import and push, one writer after the other.</summary>
    private static async Task<Race> QueueAsync(int writers)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var steps = new List<GitSteps>();
        for (int writer = 0; writer < writers; writer++)
            steps.Add(new GitSteps(await registry.CloneAsync(folder[$"writer{writer}"], $"racer{writer}")));
        TimeSpan time = await Alternation.TimeAsync(async () =>
        {
            foreach (GitSteps writer in steps) await writer.RunAsync();
        });
        await RequireAllAsync(registry, writers, PublishPolicy.Direct);
        return new Race(time.TotalMilliseconds, 0);
    }

    private static async Task<Race> RaceAsync(int writers, PublishPolicy policy, bool areNeighbours = true)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var recorders = new List<Recorder>();
        for (int writer = 0; writer < writers; writer++)
        {
            string clone = await registry.CloneAsync(folder[$"writer{writer}"], $"racer{writer}");
            if (!areNeighbours) await MoveAwayAsync(clone, folder[$"remote{writer}"], registry);
            recorders.Add(await Recorder.OpenAsync(clone));
            recorders[^1].Finish();
        }

        TimeSpan time =
            await Alternation.TimeAsync(() => Task.WhenAll(recorders.Select(recorder => Task.Run(() => recorder.PublishAsync(policy)))));
        await RequireAllAsync(registry, writers, policy);
        int retries = 0;
        for (int writer = 0; writer < writers; writer++) retries += await LostCommitsAsync(folder[$"writer{writer}"], registry);
        return new Race(time.TotalMilliseconds, retries);
    }

    /// <summary>
    /// What a writer on another machine has: no neighbours, and a remote that takes its time. The processors are shared all the same.
    /// </summary>
    private static async Task MoveAwayAsync(string clone, string address, Registry registry)
    {
        Directory.CreateSymbolicLink(address, registry.Path);
        await new Command(clone, "git", "config", "remote.origin.url", address).RunAsync();
        await new Command(clone, "git", "config", "remote.origin.uploadpack", "sleep 0.3; git-upload-pack").RunAsync();
        await new Command(clone, "git", "config", "remote.origin.receivepack", "sleep 0.5; git-receive-pack").RunAsync();
    }

    private static async Task RequireAllAsync(Registry registry, int writers, PublishPolicy policy)
    {
        int landed = policy == PublishPolicy.Direct
            ? (await registry.GitAsync("cat-file", "blob", $"{Registry.Reference}:{Registry.Csv}")).Split('\n')
            .Count(line => line.Contains(",apply-persistent,", StringComparison.Ordinal))
            : (await registry.GitAsync("for-each-ref", "--format=%(refname)", "refs/heads/timing-handoff/"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
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

    /// <summary>One race: the time to the last row, and how many commits were written in vain.</summary>
    private sealed record Race(double Milliseconds, int Retries);
}
