using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Registry.History;

namespace BuildTiming.Merging;

/// <summary>Tells which handoffs the registry's history names as merged: one that arrived late, after that, is only removed.</summary>
internal sealed class MergedHandoffs(RegistryBranch branch)
{
    private readonly RegistryHistory _history = new(branch);

    /// <summary>Those of the handoffs that are not merged yet.</summary>
    public async Task<Handoff[]> WithoutAsync(string? tip, IReadOnlyCollection<Handoff> handoffs, CancellationToken cancellation)
    {
        if (tip is null || handoffs.Count == 0) return [.. handoffs];
        IReadOnlySet<string> names = await _history.NamesAsync(tip, cancellation);
        return [.. handoffs.Where(handoff => !names.Contains($"{CommitMessage.HandoffTrailer}: {handoff.Name}"))];
    }
}
