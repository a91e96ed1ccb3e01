using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Merging;

/// <summary>
/// Pushes a commit to the registry branch and deletes the handoffs whose rows it brings, by one atomic push: both happen or neither. A
/// remote that takes no atomic pushes gets two, the rows first: what is left between them is known by the commit's trailers, and only
/// removed.
/// </summary>
/// <param name="branch">The registry branch.</param>
/// <param name="warn">Told once where the remote takes no atomic pushes, or a file no steps.</param>
internal sealed class MergePush(RegistryBranch branch, Action<string> warn)
{
    private const string Consequence =
        "runs that are overtaken try again instead of combining, and a merge removes handoffs by a second push.";

    private static readonly TimeSpan PutBackBound = TimeSpan.FromSeconds(10);

    private readonly RemoteBranch _remote = new(branch);

    /// <summary>Gets what the remote or the registry cannot take.</summary>
    public Action<string> Warn { get; } = warn;

    /// <summary>The remote takes atomic pushes, as far as it was asked.</summary>
    public bool IsAtomic { get; private set; } = true;

    /// <summary>
    /// Pushes own rows, and the rows of handoffs where the remote takes both at once; else none of it is pushed, to be built anew.
    /// </summary>
    public async Task<PublishOutcome> PushOwnAsync(
        string commit, IReadOnlyCollection<WaitingHandoff> handoffs, CancellationToken cancellation)
    {
        if (IsAtomic && await PushAtOnceAsync(commit, handoffs, cancellation) is { } outcome) return outcome;
        return handoffs.Count == 0
            ? await _remote.PushAsync(commit, branch.Ref, cancellation)
            : PublishOutcome.LostRace($"{branch.Remote} takes no atomic pushes") with { IsRejection = true };
    }

    /// <summary>Pushes the rows of handoffs, if there are any that are not on the branch yet, and removes the handoffs.</summary>
    /// <param name="commit">The commit with the rows; null where the handoffs are only to be removed.</param>
    /// <param name="handoffs">The handoffs.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task<PublishOutcome> PushMergeAsync(
        string? commit, IReadOnlyCollection<WaitingHandoff> handoffs, CancellationToken cancellation)
    {
        if (IsAtomic && await PushAtOnceAsync(commit, handoffs, cancellation) is { } outcome) return outcome;
        if (commit is not null
            && await _remote.PushAsync(commit, branch.Ref, cancellation) is { Kind: not PublishOutcomeKind.Landed } failure) return failure;
        GitResult removal = await PushAsync([], commit: null, handoffs, cancellation);
        IEnumerable<string> removed = handoffs.Select(handoff => handoff.Ref);
        return RemoteAnswer.OfAtomicPush(removal, commit: null, branch.Ref, removed) with { Revision = commit };
    }

    /// <summary>Null where the remote takes no atomic pushes.</summary>
    private async Task<PublishOutcome?> PushAtOnceAsync(
        string? commit, IReadOnlyCollection<WaitingHandoff> handoffs, CancellationToken cancellation)
    {
        GitResult push = await PushAsync(["--atomic"], commit, handoffs, cancellation);
        if (RemoteAnswer.LacksAtomic(push))
        {
            IsAtomic = false;
            Warn($"{branch.Remote} takes no atomic pushes: {Consequence}");
            return null;
        }

        PublishOutcome outcome = RemoteAnswer.OfAtomicPush(push, commit, branch.Ref, handoffs.Select(handoff => handoff.Ref));
        if (commit is not null && outcome.Kind != PublishOutcomeKind.Landed) await PutBackAsync(push, handoffs);
        return outcome;
    }

    /// <summary>
    /// Git's server leaves refs out of an atomic push that it refuses before all others (one that it hides, one whose objects are missing),
    /// and goes on with the rest: the handoffs are gone, and their rows are not on the branch. They are brought there again, also when time
    /// is over. One whose rows have arrived after all is known by the history, and only removed.
    /// </summary>
    private async Task PutBackAsync(GitResult push, IEnumerable<WaitingHandoff> handoffs)
    {
        IReadOnlySet<string> removed = RemoteAnswer.Removed(push);
        string[] lost = [.. handoffs.Where(handoff => removed.Contains(handoff.Ref)).Select(handoff => $"{handoff.Commit}:{handoff.Ref}")];
        if (lost.Length == 0) return;
        IsAtomic = false;
        using var bound = new CancellationTokenSource(PutBackBound, TimeProvider.System);
        string failure = string.Empty;
        try
        {
            GitResult back = await _remote.PushAsync([], lost, bound.Token);
            if (!back.Succeeded) failure = back.Complaint;
        }
        catch (OperationCanceledException)
        {
            failure = "it took too long";
        }

        Warn(failure.Length == 0
            ? $"{branch.Remote} did a part of a push that was to happen whole or not at all; the handoffs are there again. {Consequence}"
            : $"{branch.Remote} did a part of a push that was to happen whole or not at all, and {lost.Length} handoffs could not be "
                + $"brought there again ({failure}). Their rows are in the commits here:\n"
                + $"  git push {branch.Remote} {string.Join(' ', lost)}");
    }

    private Task<GitResult> PushAsync(
        IEnumerable<string> options, string? commit, IReadOnlyCollection<WaitingHandoff> handoffs, CancellationToken cancellation)
    {
        // The leases hold the deletions back where a handoff is no longer the one that was read; the registry branch is never forced.
        IEnumerable<string> leases = handoffs.Select(handoff => $"--force-with-lease={handoff.Ref}:{handoff.Commit}");
        IEnumerable<string> deletions = handoffs.Select(handoff => ":" + handoff.Ref);
        IEnumerable<string> rows = commit is null ? [] : [$"{commit}:{branch.Ref}"];
        return _remote.PushAsync([.. options, .. leases], [.. rows, .. deletions], cancellation);
    }
}
