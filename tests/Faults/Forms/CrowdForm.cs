using Faults.Plans;
using Faults.Worlds;

namespace Faults.Forms;

/// <summary>Eight machines that publish directly and two that merge handoffs, all at once, each with a fault.</summary>
internal sealed class CrowdForm : SoakForm
{
    private const int Merges = 2;

    public override string Name => "crowd";

    public override int Clones => 8;

    protected override RoundPlan Draw(string name, PlanMaker maker, Random random, IReadOnlyList<Place> places) => new(
        [
            [
                .. places.Select((place, number) =>
                    maker.Host(FormattableString.Invariant($"{name}w{number}"), place, ["ApplyPersistent"], "direct")),
                .. Enumerable.Range(0, Merges)
                    .Select(number => maker.Host(FormattableString.Invariant($"{name}m{number}"), places[number], ["MergeHandoffs"])),
            ],
        ],
        [.. Survivors(name, maker, places).Select(survivor => survivor with { Publish = "direct" })],
        maker.Merge(name + "merge", places));
}
