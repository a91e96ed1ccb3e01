using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>The registry branch in this repository itself, moved without a checkout.</summary>
internal sealed class LocalBranch(RegistryBranch branch)
{
    /// <summary>The branch's commit and the worktree that has it checked out; null where there is no such branch.</summary>
    public async Task<(string Commit, string? Worktree)?> ReadAsync(CancellationToken cancellation)
    {
        string[] refs = await branch.Git.RequireLinesAsync(
            ["for-each-ref", "--format=%(refname) %(objectname) %(worktreepath)", branch.Ref], string.Empty, cancellation);
        // The name also matches as a folder of branches.
        string[]? fields = refs.Select(line => line.Split(' ', 3)).FirstOrDefault(fields => fields[0] == branch.Ref);
        return fields is null ? null : (fields[1], fields[2].Length > 0 ? fields[2] : null);
    }

    /// <summary>The worktree whose branch this is to become with its first commit, or null.</summary>
    public async Task<string?> FindUnbornAsync(CancellationToken cancellation)
    {
        string worktree = string.Empty;
        foreach (string line in await branch.Git.RequireLinesAsync(["worktree", "list", "--porcelain"], string.Empty, cancellation))
        {
            if (line.StartsWith("worktree ", StringComparison.Ordinal)) worktree = line["worktree ".Length..];
            if (line == "branch " + branch.Ref) return worktree;
        }

        return null;
    }

    /// <summary>Moves the branch from <paramref name="from"/> (null: it must not exist yet).</summary>
    public Task<GitResult> MoveAsync(string? from, string to, CancellationToken cancellation) => branch.Git.RunAsync(
        ["update-ref", "-m", "record build timings", "--", branch.Ref, to, from ?? branch.Repository.NullId], cancellation);

    /// <summary>
    /// Brings the local branch up to a commit that is on the remote: only when it exists, is checked out nowhere, and holds nothing that
    /// the remote does not have. The rows have landed by then: a branch that cannot follow is left behind.
    /// </summary>
    public async Task FollowAsync(string commit, CancellationToken cancellation)
    {
        try
        {
            if (await ReadAsync(cancellation) is not ({ } local, null)) return;
            if (await branch.ContainsAsync(commit, local, cancellation)) await MoveAsync(local, commit, cancellation);
        }
        catch (Exception exception) when (exception is OperationCanceledException or GitCommandException)
        {
            // The next publication, or a pull, brings it up.
        }
    }
}
