using System.Globalization;
using Benchmarks.Measuring;
using Benchmarks.Repositories;
using BuildTiming.Publishing;
using Tests.Shared.Files;

namespace Benchmarks.Scenarios;

/// <summary>Many writers at once, each in a clone of its own.</summary>
internal sealed class ContentionScenario : IScenario
{
    private const string OtherMachines = "direct, as from as many machines";
    private const string Repeating = "git alone, repeated until it wins";
    private const string GitAlone = "git alone, one after the other";

    /// <summary>Of so many it takes minutes.</summary>
    private const int MostThatRepeat = 32;

    public string Name => "contention";

    public (string Heading, string Sentence) Title => ("Contention",
        "Writers that publish one row each at the same moment, all on this machine; or as if from as many machines: the remote answers "
        + "a fetch after 0.3 s and a push after 0.5 s, and the processors are shared all the same. Measured is the time until the last row "
        + "is on the remote (as a handoff, or on the branch), and until it is on the branch, against a writer that is alone. On one "
        + "machine the ratio is of the time for each row. Every row lands exactly once, or the run fails.");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Extent extent)
    {
        int[] sizes = extent.IsFull ? [2, 8, 32, 128] : [8];
        var figures = new List<Figure>();
        var processor = new Dictionary<int, Race>();
        foreach (int writers in sizes)
        {
            (Race race, Race one) =
                await AgainstOneAsync(Rounds(extent, writers), count => RaceAsync(count, PublishPolicy.Direct), writers);
            processor[writers] = race;
            figures.Add(EachOf("direct", writers, race, one, writers == 128 ? "≤ 0.7" : ""));
        }

        foreach (int writers in extent.IsFull ? [8, 32, 128] : (int[])[4])
        {
            (Race race, Race one) = await AgainstOneAsync(1, count => RaceAsync(count, PublishPolicy.Direct, isFar: true), writers);
            figures.Add(LastOf("on the remote", writers, race.OnRemote, one.OnBranch, ""));
            figures.Add(LastOf("on the branch", writers, race.OnBranch, one.OnBranch, ""));
            if (!processor.TryGetValue(writers, out Race? near)) continue;
            figures.Add(LastOf("on the remote, less what it takes here", writers, race.OnRemote - near.OnRemote, one.OnBranch, "≤ 4"));
            figures.Add(LastOf("on the branch, less that", writers, race.OnBranch - near.OnBranch, one.OnBranch, "≤ 12"));
        }

        foreach (int writers in extent.IsFull ? [8, MostThatRepeat] : (int[])[4])
        {
            (Race race, Race one) = await AgainstOneAsync(1, count => RepeatAsync(count), writers);
            figures.Add(new Figure($"{Repeating}, as from as many machines, {writers} writers: on the branch", Figure.Time(race.OnBranch),
                $"one alone {Figure.Time(one.OnBranch)}", race.OnBranch / one.OnBranch, ""));
        }

        foreach (int writers in extent.IsFull ? [8, 128] : sizes)
        {
            (Race race, Race one) =
                await AgainstOneAsync(Rounds(extent, writers), count => RaceAsync(count, PublishPolicy.Handoff), writers);
            figures.Add(EachOf("handoff", writers, race, one, ""));
        }

        figures.Add(await AgainstGitAsync(sizes[^1]));
        return figures;
    }

    private static Figure EachOf(string kind, int writers, Race race, Race one, string target)
    {
        string rate = string.Create(CultureInfo.InvariantCulture, $"{writers / race.OnBranch * 1000:0.0} rows a second");
        string against = $"each {Figure.Time(race.OnBranch / writers)}, one alone {Figure.Time(one.OnBranch)}";
        return new Figure($"{kind}, {writers} writers: {rate}", Figure.Time(race.OnBranch), against, race.OnBranch / writers / one.OnBranch,
            target);
    }

    private static Figure LastOf(string place, int writers, double time, double one, string target) =>
        new($"{OtherMachines}, {writers} writers: {place}", Figure.Time(time), $"one alone {Figure.Time(one)}", time / one, target);

    private static async Task<(Race Race, Race One)> AgainstOneAsync(int rounds, Func<int, Task<Race>> start, int writers)
    {
        await start(1); // fills caches: not counted
        List<Race> races = [], alone = [];
        for (int round = 0; round < rounds; round++)
        {
            alone.AddRange([await start(1), await start(1)]);
            races.Add(await start(writers));
            alone.AddRange([await start(1), await start(1)]);
        }

        return (Median(races), Median(alone));
    }

    private static async Task<Figure> AgainstGitAsync(int writers)
    {
        var direct = new Samples([(await RaceAsync(writers, PublishPolicy.Direct)).OnBranch]);
        var git = new Samples([await QueueAsync(writers)]);
        return Figure.Compare($"direct, {writers} writers", direct, GitAlone, git, "");
    }

    /// <summary>A race of few is over at once, so that chance has a large part in it.</summary>
    private static int Rounds(Extent extent, int writers) => extent.IsFull ? Math.Clamp(32 / writers, 1, 5) : 1;

    private static Race Median(IReadOnlyCollection<Race> races) => races.OrderBy(race => race.OnBranch).ElementAt(races.Count / 2);

    /// <summary>The least that as many rows take on one ref: git's fetch, fast-import and push, one writer after the other.</summary>
    private static async Task<double> QueueAsync(int writers)
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
        return time.TotalMilliseconds;
    }

    /// <summary>Git's three steps, by each writer until it wins, with a random wait of up to two attempts.</summary>
    private static async Task<Race> RepeatAsync(int writers)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var steps = new List<GitSteps>();
        for (int writer = 0; writer < writers; writer++)
        {
            string clone = await registry.CloneAsync(folder[$"writer{writer}"], $"racer{writer}");
            await registry.TakeItsTimeAsync(clone);
            steps.Add(new GitSteps(clone));
        }

        TimeSpan time = await Alternation.TimeAsync(() => Task.WhenAll(steps.Select(UntilItWinsAsync)));
        await RequireAllAsync(registry, writers, PublishPolicy.Direct);
        return new Race(time.TotalMilliseconds, time.TotalMilliseconds);
    }

    private static async Task UntilItWinsAsync(GitSteps steps)
    {
        while (!await steps.TryAsync()) await Task.Delay(TimeSpan.FromSeconds(Random.Shared.NextDouble() * 1.6), TimeProvider.System);
    }

    private static async Task<Race> RaceAsync(int writers, PublishPolicy policy, bool isFar = false)
    {
        using var folder = new TemporaryFolder();
        Registry registry = await Registry.CreateAsync(folder["remote"], new RegistryShape(Files: 4_000));
        var recorders = new List<Recorder>();
        for (int writer = 0; writer < writers; writer++)
        {
            string clone = await registry.CloneAsync(folder[$"writer{writer}"], $"racer{writer}");
            if (isFar) await registry.TakeItsTimeAsync(clone);
            recorders.Add(await Recorder.OpenAsync(clone));
            recorders[^1].Finish();
        }

        Task<TimeSpan> leaving = Alternation.TimeAsync(() => LeaveAsync(recorders));
        TimeSpan time =
            await Alternation.TimeAsync(() => Task.WhenAll(recorders.Select(recorder => Task.Run(() => recorder.PublishAsync(policy)))));
        await RequireAllAsync(registry, writers, policy);
        return new Race((await leaving).TotalMilliseconds, time.TotalMilliseconds);
    }

    /// <summary>Waits until no row is on its writer's machine alone.</summary>
    private static async Task LeaveAsync(IEnumerable<Recorder> recorders)
    {
        foreach (Recorder recorder in recorders)
            while (!recorder.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
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

    /// <summary>One race, in milliseconds: to the last row on the remote, and on the branch.</summary>
    private sealed record Race(double OnRemote, double OnBranch);
}
