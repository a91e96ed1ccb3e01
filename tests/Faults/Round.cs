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
        IReadOnlyList<HostPlan>[] waves = [maker.Draw($"{name}a", world.Places), maker.Draw($"{name}b", world.Places)];
        HostPlan[] survivors =
            [.. world.Clones.Select(clone => maker.Survivor($"{name}{clone.Name}", world.Places.Last(place => place.Repository == clone)))];
        HostPlan? merge = maker.Merge($"{name}merge", world.Places);

        var outcomes = new List<HostOutcome>();
        foreach (IReadOnlyList<HostPlan> wave in waves) outcomes.AddRange(await RunAsync(wave));
        if (outcomes.Find(outcome => outcome is { Plan.Fault: NoFault, ExitCode: 0, Plan.Targets: ["DeployPersistent"] }) is { } whole)
            Usual = whole.Duration;
        // What the dead have started may still be at work, a push for example, while the survivors publish.
        outcomes.AddRange(await RunAsync(survivors));
        IReadOnlyList<string> orphans = await Orphans.EndedAsync(world, clock);
        if (merge is not null) outcomes.AddRange(await RunAsync([merge]));

        Audit audit = await Audit.TakeAsync(world);
        return report.Add(number, outcomes, audit.Census,
        [
            .. outcomes.Select(outcome => outcome.Complaint).OfType<string>(),
            .. audit.Complaints(outcomes),
            .. orphans,
            .. merge is null ? [] : await WaitingAsync(),
            .. await state.ComplaintsAsync(),
        ]);
    }

    private async Task<HostOutcome[]> RunAsync(IEnumerable<HostPlan> plans) =>
        await Task.WhenAll(plans.Select(plan => new HostRun(world, plan, clock).RunAsync(Usual)));

    /// <summary>Every handoff that a kill has left was good, so a merge leaves none.</summary>
    private async Task<IEnumerable<string>> WaitingAsync()
    {
        string left = await Git.RunAsync(world.Remote, "for-each-ref", "--format=%(refname)", "refs/heads/timing-handoff");
        return left.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(handoff => $"not merged by a run that nothing befell: {handoff}");
    }
}
