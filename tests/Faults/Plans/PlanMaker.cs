using System.Globalization;
using Faults.Worlds;

namespace Faults.Plans;

/// <summary>Draws what happens in a round; the same random numbers give the same plans.</summary>
internal sealed class PlanMaker(Random random)
{
    private static readonly string[][] Targets =
    [
        ["ApplyPersistent"], ["BootstrapPersistent"], ["BootstrapPersistent"], ["DeployPersistent"], ["DeployPersistent"],
        ["TeardownPersistent"],
        ["ApplyPersistent", "BootstrapPersistent"], ["CommitTimings"], ["MergeHandoffs"],
    ];

    /// <summary>What a host runs on each way to the registry; what it runs only after trouble stands there once.</summary>
    private static readonly Dictionary<string, string[]> GitSteps = new()
    {
        ["direct"] = ["rev-parse", "var", "fetch", "fetch", "fast-import", "fast-import", "push", "push", "push", "cat-file", "rev-list",
            "for-each-ref"],
        ["handoff"] = ["rev-parse", "var", "fast-import", "fast-import", "push", "push", "push", "ls-remote"],
        ["none"] = ["rev-parse", "var", "for-each-ref", "fast-import", "fast-import", "update-ref", "update-ref", "update-ref", "cat-file",
            "rev-list"],
    };

    /// <summary>What makes a row public.</summary>
    private static readonly string[] Publications = ["push", "update-ref"];

    private static readonly string[] Hooks = ["pre-receive", "update", "post-receive"];

    private static readonly string[] Moments = ["before", "during", "after"];

    /// <summary>Runs that are at work at once.</summary>
    public IReadOnlyList<HostPlan> Draw(string wave, IReadOnlyList<Place> places) =>
        [.. Enumerable.Range(1, random.Next(1, 5))
            .Select(number => Host(string.Create(CultureInfo.InvariantCulture, $"{wave}h{number}"), Any(places), Any(Targets)))];

    /// <summary>A run that waits for the commands that the others left at work and publishes their rows; nothing happens to it.</summary>
    public HostPlan Survivor(string env, Place place) =>
        new() { Env = env, Place = place, Targets = ["CommitTimings"], Publish = Policy(), SettleSeconds = 120 };

    /// <summary>A run that merges what waits; nothing happens to it.</summary>
    public HostPlan Merge(string env, IReadOnlyList<Place> places) =>
        new() { Env = env, Place = Any(places), Targets = ["MergeHandoffs"], Publish = "direct" };

    /// <summary>A run with a fault, if any.</summary>
    /// <param name="env">Its environment.</param>
    /// <param name="place">Where it runs.</param>
    /// <param name="targets">What it runs.</param>
    /// <param name="policy">Where its rows go; drawn where it is not given.</param>
    public HostPlan Host(string env, Place place, string[] targets, string? policy = null)
    {
        policy ??= targets is ["MergeHandoffs"] ? "direct" : Policy();
        return new()
        {
            Env = env,
            Place = place,
            Targets = targets,
            Publish = policy,
            Folder = Any(["development", "staging"]),
            BootstrapVersion = Any(["v1", "v2", "v3", "v3", "v4"]),
            ExitCode = Any([0, 0, 0, 3]),
            WorkMilliseconds = random.Next(0, 300),
            Fault = Fault(policy),
        };
    }

    /// <summary>A git command that a run of a policy makes.</summary>
    public string GitStep(string policy) => Any(["config", .. GitSteps[policy]]);

    private Fault Fault(string policy) => random.Next(20) switch
    {
        0 => new NoFault(),
        < 7 => new RandomMoment(random.NextDouble(), AnyHost()),
        < 10 => new JournalStep(random.Next(1, 10), AnyHost()),
        < 14 => new CommandStep(Any(GitSteps[policy]), random.Next(8) < 6 ? 1 : 2, Any(Moments), random.Next(0, 40), AnyGit()),
        < 16 => new CommandStep(policy == "none" ? Publications[1] : Publications[0], 1, "late", random.Next(0, 2500), Victims.Host),
        < 18 when policy != "none" => new CommandStep(Any(Hooks), 1, "during", 0, AnyGit()),
        _ => new CommandStep("phase", 1, Any(Moments), 0, Any([Victims.Host, Victims.Tree])),
    };

    /// <summary>Where rows go.</summary>
    public string Policy() => Any(["direct", "direct", "direct", "handoff", "handoff", "none"]);

    private Victims AnyHost() => Any([Victims.Host, Victims.HostAndGit, Victims.Tree]);

    private Victims AnyGit() => Any([Victims.Host, Victims.Host, Victims.Host, Victims.HostAndGit, Victims.HostAndGit, Victims.Git]);

    private T Any<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
