using Faults.Checks;
using Faults.Forms;
using Faults.Hosts;
using Faults.Plans;
using Faults.Worlds;

namespace Faults;

/// <summary>
/// Hosts run at once and faults befall them; survivors bring to the registry what those have left; then everything is counted.
/// </summary>
internal sealed class Round(World world, SoakForm form, TimeProvider clock)
{
    /// <summary>How long a host took that nothing befell; the moment of a kill is drawn from that time.</summary>
    public TimeSpan Usual { get; set; } = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<string>> RunAsync(int number, Random random, SoakReport report)
    {
        RoundPlan plan = form.Draw(number, random, world.Places);
        var outcomes = new List<HostOutcome>();
        foreach (IReadOnlyList<HostPlan> wave in plan.Waves)
        {
            DateTimeOffset? now = plan.HaveEqualClocks ? clock.GetUtcNow() : null;
            outcomes.AddRange(await RunAsync(wave.Select(host => host with { Now = now })));
        }

        if (outcomes.Find(outcome => outcome is { Plan.Fault: NoFault, ExitCode: 0, Plan.Targets: ["DeployPersistent"] }) is { } whole)
            Usual = whole.Duration;
        // What the dead have started may still be at work, a push for example, while the survivors publish.
        outcomes.AddRange(await RunAsync(plan.Survivors.Where(survivor => JournalRuns.Read(survivor.Place.Repository).Any())));
        IReadOnlyList<string> orphans = await Orphans.EndedAsync(world, clock);
        if (plan.Merge is { } merge && (await HandoffsAsync()).Length > 0) outcomes.AddRange(await RunAsync([merge]));

        Audit audit = await Audit.TakeAsync(world);
        return report.Add(number, outcomes, audit,
        [
            .. outcomes.Select(outcome => outcome.Complaint).OfType<string>(),
            .. audit.Complaints(outcomes),
            .. orphans,
            .. plan.Merge is null ? [] : (await HandoffsAsync()).Select(handoff => $"not merged by a run that nothing befell: {handoff}"),
        ]);
    }

    private async Task<HostOutcome[]> RunAsync(IEnumerable<HostPlan> plans) =>
        await Task.WhenAll(plans.Select(plan => new HostRun(world, plan, clock).RunAsync(Usual)));

    /// <summary>What waits: every handoff that a kill has left was good, so a merge leaves none.</summary>
    private async Task<string[]> HandoffsAsync()
    {
        string waiting = await Git.RunAsync(world.Remote, "for-each-ref", "--format=%(refname)", "refs/heads/timing-handoff");
        return waiting.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
