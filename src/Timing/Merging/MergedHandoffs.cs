using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Registry.History;

namespace BuildTiming.Merging;

/// <summary>Tells which handoffs the registry's history names as merged: one that arrived late, after that, is only removed.</summary>
internal sealed class MergedHandoffs(RegistryBranch branch)
{
    private readonly RegistryHistory _history = new(branch);
    private readonly ShallowRoots _roots = new(branch);

    /// <summary>
    /// The handoffs, each with whether it is merged. Where the history begins here and goes on elsewhere, one whose rows all stand at its
    /// beginning may be: that is a problem.
    /// </summary>
    public async Task<IReadOnlyList<Handoff>> JudgeAsync(string? tip, IReadOnlyList<Handoff> handoffs, CancellationToken cancellation)
    {
        if (tip is null || handoffs.All(handoff => handoff.Problem is not null)) return handoffs;
        IReadOnlySet<string> names = await _history.NamesAsync(tip, cancellation);
        Handoff[] judged =
        [
            .. handoffs.Select(handoff => handoff with { IsMerged = names.Contains($"{CommitMessage.HandoffTrailer}: {handoff.Name}") }),
        ];
        string[] roots = await _roots.OfAsync(tip, cancellation);
        return roots.Length == 0 ? judged : await DoubtAsync(roots, judged, cancellation);
    }

    private async Task<IReadOnlyList<Handoff>> DoubtAsync(string[] roots, Handoff[] handoffs, CancellationToken cancellation)
    {
        await using var lines = RegistryLines.Of(branch, handoffs.SelectMany(handoff => handoff.Rows), cancellation);
        string problem = $"its rows may be on {branch.Name} already, which the shallow history here does not tell: git fetch --unshallow "
            + branch.Remote;
        var judged = new List<Handoff>();
        foreach (Handoff handoff in handoffs)
        {
            bool isInDoubt = handoff is { IsMerged: false, Problem: null } && await lines.HoldAsync(roots, handoff.Rows);
            judged.Add(isInDoubt ? handoff with { Rows = [], Problem = problem } : handoff);
        }

        return judged;
    }
}
