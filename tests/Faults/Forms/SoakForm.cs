using System.Globalization;
using Faults.Plans;
using Faults.Worlds;

namespace Faults.Forms;

/// <summary>Who is at work in a round, and what befalls them.</summary>
internal abstract class SoakForm
{
    /// <summary>As the target Soak calls it.</summary>
    public abstract string Name { get; }

    public virtual int Clones => 3;

    public virtual int Worktrees => 0;

    public static IReadOnlyList<SoakForm> All { get; } = [new KillForm(), new EqualForm(), new GitForm(), new CrowdForm()];

    /// <summary>Draws a round; the same random numbers give the same plan.</summary>
    public RoundPlan Draw(int number, Random random, IReadOnlyList<Place> places) =>
        Draw(string.Create(CultureInfo.InvariantCulture, $"r{number}"), new PlanMaker(random), random, places);

    protected abstract RoundPlan Draw(string name, PlanMaker maker, Random random, IReadOnlyList<Place> places);

    /// <summary>A survivor for each clone.</summary>
    private protected static IReadOnlyList<HostPlan> Survivors(string name, PlanMaker maker, IReadOnlyList<Place> places) =>
        [.. places.GroupBy(place => place.Repository).Select(clone => maker.Survivor(name + clone.Key.Name, clone.Last()))];
}
