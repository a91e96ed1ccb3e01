using Faults.Plans;

namespace Faults.Forms;

/// <summary>What happens in a round.</summary>
/// <param name="Waves">Runs that are at work at once, wave after wave.</param>
/// <param name="Survivors">Runs, one for each clone, that publish what the others have left; nothing happens to them.</param>
/// <param name="Merge">A run that merges what waits; null where handoffs are left to the next round.</param>
internal sealed record RoundPlan(IReadOnlyList<IReadOnlyList<HostPlan>> Waves, IReadOnlyList<HostPlan> Survivors, HostPlan? Merge)
{
    /// <summary>All runs of a wave have one and the same time.</summary>
    public bool HaveEqualClocks { get; init; }
}
