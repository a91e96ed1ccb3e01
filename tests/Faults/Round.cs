using System.Globalization;
using Faults.Checks;
using Faults.Hosts;
using Faults.Plans;
using Faults.Worlds;

namespace Faults;

/// <summary>Hosts run at once and are killed; survivors bring to the registry what those have left; then everything is counted.</summary>
internal sealed class Round(World world, RepositoryState state, TimeProvider clock)
{
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
        IReadOnlyList<string> orphans = await Orphans.EndedAsync(world, clock);
        if (outcomes.FirstOrDefault(outcome => outcome is { Plan.Fault: NoFault, ExitCode: 0, Plan.Targets: not ["CommitTimings"] }) is { } whole) Usual = whole.Duration;

        Audit audit = await Audit.TakeAsync(world);
        return report.Add(number, [.. outcomes, .. recoveries], audit.Census,
        [
            .. outcomes.Concat(recoveries).Select(outcome => outcome.Complaint).OfType<string>(),
            .. audit.Complaints(outcomes),
            .. orphans,
            .. await state.ComplaintsAsync(),
        ]);
    }

    private async Task<HostOutcome[]> RunAsync(IEnumerable<HostPlan> plans) =>
        await Task.WhenAll(plans.Select(plan => new HostRun(world, plan, clock).RunAsync(Usual)));
}
