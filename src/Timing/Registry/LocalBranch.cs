using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>The registry branch in this repository itself, moved without a checkout.</summary>
internal sealed class LocalBranch(RegistryBranch branch)
{
    /// <summary>The branch's commit, and what has it checked out; null where there is no such branch.</summary>
    /// <exception cref="RegistryRefusedException">It is but another name of a branch that is not the registry's.</exception>
    public async Task<LocalTip?> ReadAsync(CancellationToken cancellation)
    {
        string[] refs = await branch.Git.RequireLinesAsync(
            ["for-each-ref", "--format=%(refname) %(objectname) %(symref) %(worktreepath)", branch.Ref], string.Empty, cancellation);
        // The name also matches as a folder of branches.
        string[]? fields = refs.Select(line => line.Split(' ', 4)).FirstOrDefault(fields => fields[0] == branch.Ref);
        if (fields is null) return null;
        return fields[2].Length == 0
            ? new LocalTip(fields[1], fields[3].Length > 0 ? fields[3] : null)
            : throw new RegistryRefusedException(
                $"{branch.Name} is another name of {fields[2]} here, which recording does not move: git symbolic-ref --delete "
                + $"{branch.Ref}");
    }

    /// <summary>The worktree whose branch this is to become with its first commit, or null.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<string?> FindUnbornAsync(CancellationToken cancellation)
    {
        int linked = LinkedWorktrees();
        string[] list = await branch.Git.RequireLinesAsync(["worktree", "list", "--porcelain"], string.Empty, cancellation);
        string worktree = string.Empty;
        int listed = 0;
        foreach (string line in list)
        {
            if (line.StartsWith("worktree ", StringComparison.Ordinal)) (worktree, listed) = (line["worktree ".Length..], listed + 1);
            if (line == "branch " + branch.Ref) return worktree;
        }

        // The list does not say where it ends.
        return listed > linked ? null : throw GitCommandException.CutShort("worktree");
    }

    /// <summary>How many worktrees there are at least beside the main one.</summary>
    private int LinkedWorktrees()
    {
        // https://git-scm.com/docs/gitrepository-layout: what has no gitdir file is no worktree any more.
        string folder = Path.Combine(branch.Repository.CommonDirectory, "worktrees");
        return Directory.Exists(folder) ? Directory.GetDirectories(folder).Count(own => File.Exists(Path.Combine(own, "gitdir"))) : 0;
    }

    /// <summary>Moves the branch from <paramref name="from"/> (null: it must not exist yet).</summary>
    /// <remarks>As a transaction, of which git says in words that it was committed.</remarks>
    public Task<GitResult> MoveAsync(string? from, string to, CancellationToken cancellation) => branch.Git.RunAsync(
        ["update-ref", "-m", "record build timings", "--stdin"],
        $"start\nupdate {branch.Ref} {to} {from ?? branch.Repository.NullId}\ncommit\n", cancellation);

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
        catch (Exception exception) when (exception is OperationCanceledException or GitCommandException or RegistryRefusedException)
        {
            // The next publication, or a pull, brings it up.
        }
    }
}
