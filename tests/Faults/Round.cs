using System.Diagnostics;
using System.Globalization;
using Faults.Checks;
using Faults.Hosts;
using Faults.Plans;
using Faults.Worlds;

namespace Faults;

/// <summary>Hosts run at once and are killed; survivors bring to the registry what those have left; then everything is counted.</summary>
internal sealed class Round(World world, RepositoryState state, TimeProvider clock)
{
    private static readonly TimeSpan OrphanLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long a host took that nothing befell; the moment of a kill is drawn from that time.</summary>
    public TimeSpan Usual { get; set; } = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<string>> RunAsync(int number, Random random, SoakReport report)
    {
        var maker = new PlanMaker(random);
        string name = string.Create(CultureInfo.InvariantCulture, $"r{number}");
        IReadOnlyList<HostPlan> plans = maker.Draw(name, world.Places);
        HostPlan[] survivors = [.. world.Clones.Select((clone, index) => maker.Survivor($"{name}s{index + 1}", world.Places.Last(place => place.Repository == clone)))];

        HostOutcome[] outcomes = await RunAsync(plans);
        // What the dead have started may still be at work, a push for example, while the survivors publish.
        HostOutcome[] recoveries = await RunAsync(survivors);
        string[] orphans = await OrphansAsync();
        if (outcomes.FirstOrDefault(outcome => outcome is { Plan.Fault: NoFault, ExitCode: 0, Plan.Targets: not ["CommitTimings"] }) is { } whole) Usual = whole.Duration;

        Ledger ledger = Ledger.Read(world);
        Sighting[] kept = [.. world.Clones.SelectMany(JournalRuns.Read)];
        IReadOnlyList<Sighting> filed = await RegistryRows.ReadAsync(world);
        Census census = Census.Take(ledger.Started.Concat(world.Seeds), [.. filed, .. kept]);
        return report.Add(number, [.. outcomes, .. recoveries], census,
        [
            .. outcomes.Concat(recoveries).Select(outcome => outcome.Complaint).OfType<string>(),
            .. ledger.Unjournaled.Select(key => $"{key} has started before the journal knew of it"),
            .. kept.Select(entry => $"not published by a run that nothing befell: {entry.Key}, {entry.Where}"),
            .. Falsehoods(outcomes, filed),
            .. orphans,
            .. await state.ComplaintsAsync(),
        ]);
    }

    private async Task<HostOutcome[]> RunAsync(IEnumerable<HostPlan> plans) =>
        await Task.WhenAll(plans.Select(plan => new HostRun(world, plan, clock).RunAsync(Usual)));

    /// <summary>A host that lived has recorded its phases itself, with their own exit code.</summary>
    private static IEnumerable<string> Falsehoods(HostOutcome[] outcomes, IReadOnlyList<Sighting> filed)
    {
        Dictionary<string, HostOutcome> alive = outcomes.Where(outcome => !outcome.WasKilled).ToDictionary(outcome => outcome.Plan.Env);
        return filed.Where(sighting => alive.TryGetValue(sighting.Row!.Env, out HostOutcome? outcome)
                && (sighting.Row.ExitCode != outcome.Plan.ExitCode || sighting.Row.Flags.Contains("RECOVERED", StringComparison.Ordinal)))
            .Select(sighting => $"{sighting.Key} was not killed, and its row says {sighting.Row}");
    }

    /// <summary>What the hosts have started ends by itself: a script at its end, git when nobody talks to it any more.</summary>
    private async Task<string[]> OrphansAsync()
    {
        using var limit = new CancellationTokenSource(OrphanLimit, clock);
        try
        {
            while (ProcessTree.With($"FAULT_WORLD={world.Folder}") is [var first, ..])
            {
                using Process? process = Find(first.Process);
                if (process is not null) await process.WaitForExitAsync(limit.Token);
            }

            return [];
        }
        catch (OperationCanceledException)
        {
            (int Process, string Command)[] left = [.. ProcessTree.With($"FAULT_WORLD={world.Folder}")];
            foreach ((int process, _) in left) ProcessTree.Kill(process);
            return [.. left.Select(orphan => $"an orphan is left: {orphan.Command}")];
        }
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
