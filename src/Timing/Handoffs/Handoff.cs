using BuildTiming.Model;

namespace BuildTiming.Handoffs;

/// <summary>A handoff branch of the remote, as read.</summary>
/// <param name="Waiting">The branch and its commit.</param>
/// <param name="Rows">Its rows; empty where it is left in place.</param>
/// <param name="Problem">Why it is left in place, or null where it can be merged.</param>
internal sealed record Handoff(WaitingHandoff Waiting, IReadOnlyList<FiledRow> Rows, string? Problem)
{
    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public string Name => HandoffBranch.NameOf(Waiting.Ref);

    /// <summary>The registry's history names it: its rows are on the branch, and it is only to be removed.</summary>
    public bool IsMerged { get; init; }

    /// <summary>The handoff, left in place where it has rows for a folder of the registry that cannot take any.</summary>
    public Handoff RefusedForFolder(string folder, string problem) =>
        Problem is null && Rows.Any(filed => filed.Folder == folder) ? this with { Rows = [], Problem = problem } : this;
}
