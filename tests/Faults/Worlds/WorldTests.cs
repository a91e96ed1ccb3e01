using Faults.Checks;
using Faults.Hosts;
using Faults.Plans;

namespace Faults.Worlds;

/// <summary>Tests in a small world of their own.</summary>
public abstract class WorldTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("faults-").FullName;

    private protected World Subject { get; private set; } = null!;

    private protected RepositoryState State { get; private set; } = null!;

    private protected virtual bool HasHooks => true;

    private protected virtual int CloneCount => 1;

    public async Task InitializeAsync()
    {
        var builder = new WorldBuilder(Path.Combine(_folder, "world"), new Random(1))
        {
            CloneCount = CloneCount,
            WorktreeCount = 0,
            HasHooks = HasHooks,
        };
        Subject = await builder.BuildAsync();
        State = new RepositoryState(Subject);
        await State.RememberAsync();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs a phase in the first clone.</summary>
    private protected Task<HostOutcome> RunAsync(string env, string policy, Fault? fault = null) =>
        RunAsync("ApplyPersistent", env, policy, fault);

    /// <summary>Publishes what the first clone's journal holds.</summary>
    private protected Task<HostOutcome> CommitAsync(string env, string policy, Fault? fault = null) =>
        RunAsync("CommitTimings", env, policy, fault);

    /// <summary>Merges the handoffs of the remote.</summary>
    private protected Task<HostOutcome> MergeAsync(string env, Fault? fault = null) => RunAsync("MergeHandoffs", env, "direct", fault);

    /// <summary>Waits until a run has come to a step at which it is held.</summary>
    private protected async Task HeldAsync(string env, string step, int occurrence)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!HasCome(env, step, occurrence)) await timer.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Whether a run has come to the step that its fault names.</summary>
    private protected bool HasCome(string env, string step, int occurrence) =>
        Directory.Exists(Path.Combine(Subject.Runs, env, FormattableString.Invariant($"{step}.{occurrence}")));

    /// <summary>Lets the held step of a run go on, and waits until nothing of a host that is dead is left.</summary>
    private protected async Task ReleaseAsync(string env, Task<HostOutcome>? host = null)
    {
        await File.WriteAllTextAsync(Path.Combine(Subject.Runs, env, "released"), "");
        if (host is not null) await host;
        Assert.Empty(await Orphans.EndedAsync(env, Subject, TimeProvider.System));
    }

    private Task<HostOutcome> RunAsync(string target, string env, string policy, Fault? fault)
    {
        var plan =
            new HostPlan { Env = env, Place = Subject.Places[0], Targets = [target], Publish = policy, Fault = fault ?? new NoFault() };
        return new HostRun(Subject, plan, TimeProvider.System).RunAsync(TimeSpan.FromSeconds(2));
    }
}
