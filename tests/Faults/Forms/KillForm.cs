using Faults.Plans;
using Faults.Worlds;

namespace Faults.Forms;

/// <summary>Any hosts, killed at any moment.</summary>
internal sealed class KillForm : SoakForm
{
    public override string Name => "kills";

    public override int Worktrees => 2;

    protected override RoundPlan Draw(string name, PlanMaker maker, Random random, IReadOnlyList<Place> places) => new(
        [maker.Draw(name + "a", places), maker.Draw(name + "b", places)],
        Survivors(name, maker, places),
        // In one round of three, handoffs are left to the next.
        random.Next(3) == 0 ? null : maker.Merge(name + "merge", places));
}
