using System.Globalization;
using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using Faults.Plans;
using Faults.Worlds;
using Tests.Shared.Git;
using Tests.Shared.Time;

namespace Faults.Answers;

/// <summary>
/// Rows that this process publishes itself, with a git below that answers wrongly where a plan says so. The rows count as those of hosts
/// do, and a run takes no second.
/// </summary>
/// <param name="world">Where it publishes.</param>
/// <param name="way">
/// <c>direct</c>, <c>handoff</c>, <c>none</c>, <see cref="Overtaken"/>, or <c>merge</c>: then the handoff is good and its merge is what
/// befalls.
/// </param>
internal sealed class AnswerRun(World world, string way)
{
    /// <summary>A direct run that another writer is faster than: its rows are handed off and merged.</summary>
    public const string Overtaken = "overtaken";

    private const string Folder = "development";

    private readonly Clone _clone = world.Clones[0];
    private int _runs;

    /// <summary>The calls of git that a run makes under a plan.</summary>
    public async Task<IReadOnlyList<CommandStep>> CallsAsync(params CommandStep[] plan)
    {
        string env = NextEnv();
        await RunAsync(env, "count " + Words(plan));
        IEnumerable<string[]> names = Directory.GetDirectories(Path.Combine(world.Runs, env))
            .Select(folder => Path.GetFileName(folder)!.Split('.'));
        return
        [
            .. names.Where(name => !WorldBuilder.Hooks.Contains(name[0]))
            .Select(name => new CommandStep(name[0], int.Parse(name[1], CultureInfo.InvariantCulture), "", 0, Victims.Git))
                .OrderBy(call => call.Step, StringComparer.Ordinal).ThenBy(call => call.Occurrence),
        ];
    }

    /// <summary>Publishes a row under a plan, and then once more under none where a publication may have arrived.</summary>
    /// <returns>What is wrong after that.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(params CommandStep[] plan)
    {
        string env = NextEnv();
        IReadOnlyList<string> complaints = await RunAsync(env, Words(plan));
        // The last step is the one in question: where it ends the run, those that befall every run may not be reached.
        bool isMissed = !Directory.Exists(Path.Combine(world.Runs, env, plan[^1].Folder));
        return isMissed ? [.. complaints, $"{env} has not come to {plan[^1].Plan}"] : complaints;
    }

    /// <summary>Publishes what the runs have left, with a git that works.</summary>
    /// <returns>What is wrong after that.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        if (await TryAsync(NextEnv(), "") is { } complaint) return [complaint];
        if (way is not ("merge" or Overtaken)) return [];
        (bool isDone, string reason) = await MergeAsync(NextEnv(), "");
        return isDone && !IsAnyWaiting ? [] : [$"handoffs are left: {reason}"];
    }

    /// <summary>A handoff that an earlier run has not merged.</summary>
    private bool IsAnyWaiting => Directory.Exists(Path.Combine(world.Remote, "refs/heads/timing-handoff"))
        && Directory.EnumerateFiles(Path.Combine(world.Remote, "refs/heads/timing-handoff")).Any();

    private static string Words(CommandStep[] plan) => string.Join(' ', plan.Select(step => step.Plan));

    private string NextEnv() => string.Create(CultureInfo.InvariantCulture, $"{way}{++_runs}");

    private async Task<IReadOnlyList<string>> RunAsync(string env, string plan)
    {
        Directory.CreateDirectory(Path.Combine(world.Runs, env));
        if (way != "merge") await StartAsync(env);
        else if (!IsAnyWaiting) await HandOffAsync(env);
        string? first = await TryAsync(env, plan);
        // Rows that were not handed to a push go with those of the next run, and handoffs that were not merged with that one's.
        bool isUncertain = new PhaseJournal(_clone.Journal).Entries(_ => { }).Any(entry => entry.State == EntryState.Attempted);
        string? last = isUncertain ? await TryAsync(env, "") : null;
        return first is null && last is null ? [] : [$"{env} ({plan}): {first ?? "well"}; then, with a git that works: {last ?? "well"}"];
    }

    private async Task HandOffAsync(string env)
    {
        await StartAsync(env);
        await PublishAsync(env, "", PublishPolicy.Handoff);
    }

    /// <summary>A phase that has ended, as a host notes it.</summary>
    private async Task StartAsync(string env)
    {
        var start = new PhaseStart
        {
            RunId = RunId.Create(TimeProvider.System.GetUtcNow()),
            Phase = "apply-persistent",
            Env = env,
            Folder = Folder,
            BuildId = "persistent",
            Start = new DateTimeOffset(2026, 1, 24, 14, 43, 27, TimeSpan.Zero),
            Flags = "",
            LogPath = "logs/x.log",
        };
        var journal = new PhaseJournal(_clone.Journal);
        JournalEntry entry = journal.Running(start, logFile: null);
        await File.AppendAllTextAsync(world.Ledger, $"STARTED {env}/{start.Phase} yes\n");
        journal.Finished(entry, start.Finish(1, 0, new ResourceCounts(0, 0, 0)));
    }

    /// <summary>Publishes; an exception, and rows that are kept without a word, are wrong under any git.</summary>
    private async Task<string?> TryAsync(string env, string plan)
    {
        try
        {
            (bool isDone, string reason) = way == "merge"
                ? await MergeAsync(env, plan)
                : await PublishAsync(env, plan, way == Overtaken ? PublishPolicy.Direct : Enum.Parse<PublishPolicy>(way, ignoreCase: true));
            if (plan.Length == 0) return isDone ? null : $"not published: {reason}";
            return !isDone && reason.Length == 0 ? "kept without a reason" : null;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private async Task<(bool IsDone, string Reason)> PublishAsync(string env, string plan, PublishPolicy policy)
    {
        Publication publication = await WithinBudgetAsync(env,
            async clock =>
            {
                var publisher = new Publisher(await BranchAsync(env, plan), new PhaseJournal(_clone.Journal), clock, _ => { })
                {
                    FolderOf = _ => Folder,
                };
                return await publisher.PublishAsync(policy, clock.Budget, CancellationToken.None);
            });
        return (publication.IsComplete, publication.Reason);
    }

    private async Task<(bool IsDone, string Reason)> MergeAsync(string env, string plan)
    {
        HandoffReport report = await WithinBudgetAsync(env, async clock =>
            await new HandoffMerge(await BranchAsync(env, plan), clock, _ => Folder).RunAsync(clock.Budget, CancellationToken.None));
        return (report.Reason.Length == 0 && report.Left.Count == 0, report.Reason);
    }

    /// <summary>Spends the budget as soon as git hangs.</summary>
    private async Task<T> WithinBudgetAsync<T>(string env, Func<BudgetClock, Task<T>> work)
    {
        var clock = new BudgetClock();
        string hanging = Path.Combine(world.Runs, env, "hanging");
        Task<T> working = work(clock);
        while (!working.IsCompleted)
        {
            await Task.WhenAny(working, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System));
            if (!File.Exists(hanging)) continue;
            File.Delete(hanging);
            clock.Spend();
        }

        return await working;
    }

    private async Task<RegistryBranch> BranchAsync(string env, string plan)
    {
        var variables = new Dictionary<string, string?>
        {
            ["HOME"] = world.Folder,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = null,
            ["GITHUB_ACTIONS"] = null,
            ["EMAIL"] = null,
            ["FAULT_RUN"] = env,
            ["FAULT_PLAN"] = plan,
            ["FAULT_SCRIPTS"] = WorldBuilder.Scripts,
            ["FAULT_GIT"] = GitRunner.Program,
            ["FAULT_REMOTE"] = world.Remote,
            ["FAULT_BRANCH"] = World.RegistryBranch,
            ["FAULT_FOLDER"] = Path.Combine(world.Runs, env),
        };
        if (plan.Length > 0) variables["PATH"] = $"{WorldBuilder.Below}:{Environment.GetEnvironmentVariable("PATH")}";
        (GitRepository? repository, string complaint) = await GitRepository.DiscoverAsync(new GitClient(_clone.Root, variables));
        return new RegistryBranch(repository ?? throw new InvalidOperationException(complaint), World.RegistryBranch, "origin");
    }
}
