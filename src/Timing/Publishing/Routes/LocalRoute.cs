using BuildTiming.Attempts;
using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Publishing.Routes;

/// <summary>Policy <c>none</c>: a commit on the local registry branch, pushed nowhere.</summary>
internal sealed class LocalRoute(RegistryBranch branch, RegistryCommit commits, AttemptCheck check) : IPublishRoute
{
    private readonly LocalBranch _local = new(branch);

    public string Destination => $"the local branch {branch.Name}";

    public async Task<PublishOutcome> PublishAsync(PublishBatch batch, CancellationToken cancellation)
    {
        LocalTip? local = await _local.ReadAsync(cancellation);
        await check.SettleAsync(local?.Commit, batch, cancellation);
        if (batch.Entries.Count == 0) return PublishOutcome.Landed(revision: null);
        if ((local is null ? await _local.FindUnbornAsync(cancellation) : local.Worktree) is { } worktree)
        {
            throw new RegistryRefusedException(
                $"{branch.Name} is checked out in {worktree}, and a checked-out branch is never moved: check out another branch there");
        }

        // A branch that is made anew goes on from what the remote had when it was last fetched, so that the two can be joined later.
        string? parent = local?.Commit ?? await branch.ResolveAsync(branch.TrackingRef, cancellation);
        string commit = await commits.WriteRowsAsync(parent, batch.Entries.ToFiledRows(), [], cancellation);
        batch.Attempted(new Attempt(Remote: null, branch.Ref, [commit], parent));
        GitResult move = await _local.MoveAsync(local?.Commit, commit, cancellation);
        return RemoteAnswer.OfRefUpdate(move, branch.Name);
    }
}
