using Faults.Hosts;
using Faults.Worlds;

namespace Faults.Checks;

/// <summary>All that is known of the rows of a world, from the scripts, the journals and the repositories.</summary>
internal sealed class Audit
{
    private readonly Ledger _ledger;
    private readonly IReadOnlyList<Sighting> _kept;
    private readonly IReadOnlyList<Sighting> _filed;

    private Audit(World world, IReadOnlyList<Sighting> filed)
    {
        _ledger = Ledger.Read(world);
        _kept = [.. world.Clones.SelectMany(JournalRuns.Read)];
        _filed = filed;
        Seeds = world.Seeds;
        Census = Census.Take(_ledger.Started.Concat(world.Seeds), [.. _filed, .. _kept]);
    }

    public Census Census { get; }

    /// <summary>The phases whose rows the world began with.</summary>
    public IReadOnlyList<string> Seeds { get; }

    /// <summary>The phases that have started, each as often as it has.</summary>
    public IReadOnlyList<string> Started => _ledger.Started;

    /// <summary>To be called when no host is at work.</summary>
    public static async Task<Audit> TakeAsync(World world) => new(world, await RegistryRows.ReadAsync(world));

    /// <summary>What is wrong with rows that are neither lost nor doubled.</summary>
    public IEnumerable<string> Complaints(IEnumerable<HostOutcome> outcomes) =>
    [
        .. _ledger.Unjournaled.Select(key => $"{key} has started before the journal knew of it"),
        .. _kept.Select(entry => $"not published by a run that nothing befell: {entry.Key}, {entry.Where}"),
        .. Falsehoods(outcomes),
    ];

    /// <summary>A host that lived has recorded its phases itself, with their own exit code.</summary>
    private IEnumerable<string> Falsehoods(IEnumerable<HostOutcome> outcomes)
    {
        // Of runs with equal rows nobody can tell whose is whose: they count where all of them lived.
        var alive = outcomes.GroupBy(outcome => outcome.Plan.Env)
            .Where(runs => runs.All(outcome => !outcome.WasKilled)).ToDictionary(runs => runs.Key, runs => runs.First());
        return _filed.Where(sighting => alive.TryGetValue(sighting.Row!.Env, out HostOutcome? outcome)
                && (sighting.Row.ExitCode != outcome.Plan.ExitCode || sighting.Row.Flags.Contains("RECOVERED", StringComparison.Ordinal)))
            .Select(sighting => $"{sighting.Key} was not killed, and its row says {sighting.Row}");
    }
}
