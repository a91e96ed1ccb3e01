using System.Globalization;
using Faults.Worlds;

namespace Faults.Plans;

/// <summary>Draws what happens in a round; the same random numbers give the same plans.</summary>
internal sealed class PlanMaker(Random random)
{
    private static readonly string[][] Targets =
    [
        ["ApplyPersistent"], ["BootstrapPersistent"], ["BootstrapPersistent"], ["DeployPersistent"], ["DeployPersistent"], ["TeardownPersistent"],
        ["ApplyPersistent", "BootstrapPersistent"], ["CommitTimings"],
    ];

    private static readonly string[] GitSteps =
        ["fetch", "fast-import", "fast-import", "push", "push", "push", "update-ref", "rev-parse", "merge-base", "ls-remote", "for-each-ref", "var"];

    private static readonly string[] Hooks = ["pre-receive", "update", "post-receive"];

    private static readonly string[] Moments = ["before", "during", "after"];

    public IReadOnlyList<HostPlan> Draw(string round, IReadOnlyList<Place> places) =>
        [.. Enumerable.Range(1, random.Next(1, 5)).Select(number => Host(string.Create(CultureInfo.InvariantCulture, $"{round}h{number}"), places))];

    /// <summary>A run that publishes what the others left; nothing happens to it.</summary>
    public HostPlan Survivor(string env, Place place) => new() { Env = env, Place = place, Targets = ["CommitTimings"], Publish = Policy() };

    private HostPlan Host(string env, IReadOnlyList<Place> places) => new()
    {
        Env = env,
        Place = Any(places),
        Targets = Any(Targets),
        Publish = Policy(),
        Folder = Any(["development", "staging"]),
        BootstrapVersion = Any(["v1", "v2", "v3", "v3", "v4"]),
        ExitCode = Any([0, 0, 0, 3]),
        WorkMilliseconds = random.Next(0, 300),
        Fault = DrawFault(),
    };

    private Fault DrawFault() => random.Next(20) switch
    {
        0 => new NoFault(),
        < 7 => new RandomMoment(random.NextDouble() * 1.1, AnyHost()),
        < 10 => new JournalStep(random.Next(1, 13), AnyHost()),
        < 15 => new CommandStep(Any(GitSteps), random.Next(8) < 5 ? 1 : random.Next(2, 4), Any(Moments), random.Next(0, 40), AnyGit()),
        < 18 => new CommandStep(Any(Hooks), 1, "during", 0, AnyGit()),
        _ => new CommandStep("phase", random.Next(1, 3), Any(Moments), 0, Any([Victims.Host, Victims.Tree])),
    };

    private string Policy() => Any(["direct", "direct", "direct", "handoff", "handoff", "none"]);

    private Victims AnyHost() => Any([Victims.Host, Victims.HostAndGit, Victims.Tree]);

    private Victims AnyGit() => Any([Victims.Host, Victims.Host, Victims.Host, Victims.HostAndGit, Victims.HostAndGit, Victims.Git]);

    private T Any<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
