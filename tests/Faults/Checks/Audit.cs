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
        Census = Census.Take(_ledger.Started.Concat(world.Seeds), [.. _filed, .. _kept]);
    }

    public Census Census { get; }

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
        Dictionary<string, HostOutcome> alive = outcomes.Where(outcome => !outcome.WasKilled).ToDictionary(outcome => outcome.Plan.Env);
        return _filed.Where(sighting => alive.TryGetValue(sighting.Row!.Env, out HostOutcome? outcome)
                && (sighting.Row.ExitCode != outcome.Plan.ExitCode || sighting.Row.Flags.Contains("RECOVERED", StringComparison.Ordinal)))
            .Select(sighting => $"{sighting.Key} was not killed, and its row says {sighting.Row}");
    }
}
