using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>The registry branch in this repository itself, moved without a checkout.</summary>
internal sealed class LocalBranch(RegistryBranch branch)
{
    /// <summary>The branch's commit and the worktree that has it checked out; null where there is no such branch.</summary>
    public async Task<(string Commit, string? Worktree)?> ReadAsync(CancellationToken cancellation)
    {
        string line = await branch.Git.RequireAsync(
            ["for-each-ref", "--count=1", "--format=%(objectname) %(worktreepath)", branch.Ref], cancellation);
        if (line.Length == 0) return null;
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        return (line[..space], space + 1 < line.Length ? line[(space + 1)..] : null);
    }

    /// <summary>Moves the branch from <paramref name="from"/> (null: it must not exist yet), or tells that somebody else moved it.</summary>
    public async Task<bool> MoveAsync(string? from, string to, CancellationToken cancellation)
    {
        GitResult result = await branch.Git.RunAsync(
            ["update-ref", "-m", "record build timings", branch.Ref, to, from ?? branch.Repository.NullId], cancellation);
        return result.Succeeded;
    }

    /// <summary>
    /// Brings the local branch up to a commit that is on the remote: only when it exists, is checked out nowhere, and holds nothing that
    /// the remote does not have.
    /// </summary>
    public async Task FollowAsync(string commit, CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not ({ } local, null)) return;
        if (await branch.ContainsAsync(commit, local, cancellation)) await MoveAsync(local, commit, cancellation);
    }
}
