using BuildTiming.Git;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Handoffs;

/// <summary>Brings handoffs here, a batch by one connection, without a ref that would have to be cleaned up.</summary>
internal sealed class HandoffFetch(RegistryBranch branch, RemoteBranch remote)
{
    /// <summary>What git says of a commit that was listed a moment ago and is not there any more.</summary>
    private static readonly string[] Gone = ["not our ref", "unadvertised object"];

    /// <summary>
    /// Objects are brought, and the remote-tracking ref stays where it is: a fetch of somebody else's that runs meanwhile would end with an
    /// error if it moved.
    /// </summary>
    public bool LeavesTracking { get; init; }

    /// <summary>The handoffs on the remote.</summary>
    public async Task<(IReadOnlyList<WaitingHandoff> Handoffs, PublishOutcome? Failure)> ListAsync(CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) =
            await remote.ListAsync(HandoffBranch.RefPrefix + "*", cancellation);
        return ([.. refs.Select(pair => new WaitingHandoff(pair.Key, pair.Value))], failure);
    }

    /// <summary>Fetches the handoffs' commits and the registry branch.</summary>
    /// <returns>The branch's tip (null where the remote has no such branch), or why it is not known.</returns>
    /// <remarks>By their commits: it spares the remote the search for their names among all others.</remarks>
    public async Task<(string? Tip, PublishOutcome? Failure)> FetchAsync(
        IEnumerable<WaitingHandoff> handoffs, CancellationToken cancellation)
    {
        string[] commits = [.. handoffs.Select(handoff => handoff.Commit).Distinct()];
        GitResult fetch = await remote.FetchOutlineAsync([await RefspecAsync(cancellation), .. commits], cancellation);
        bool isFirst = RemoteAnswer.LacksBranch(fetch);
        if (isFirst && commits.Length == 0) return (null, null);
        if (isFirst) fetch = await remote.FetchOutlineAsync(commits, cancellation);
        if (!fetch.Succeeded) return (null, FailureOf(fetch));
        return (isFirst ? null : await branch.ResolveAsync(branch.TrackingRef, cancellation), null);
    }

    /// <summary>Makes sure that files are here.</summary>
    /// <returns>Why they could not be fetched, or null.</returns>
    public async Task<PublishOutcome?> FetchFilesAsync(IEnumerable<string> objects, CancellationToken cancellation) =>
        await remote.FetchFilesAsync(objects, cancellation) is { Succeeded: false } fetch ? FailureOf(fetch) : null;

    /// <summary>One that is not there yet is made: git minds that of no other fetch.</summary>
    private async Task<string> RefspecAsync(CancellationToken cancellation) =>
        LeavesTracking && await branch.ResolveAsync(branch.TrackingRef, cancellation) is not null
            ? branch.Ref
            : $"+{branch.Ref}:{branch.TrackingRef}";

    private static PublishOutcome FailureOf(GitResult fetch) => Gone.Any(gone => fetch.Error.Contains(gone, StringComparison.Ordinal))
        ? PublishOutcome.LostRace("a handoff was merged by another run")
        : RemoteAnswer.OfConnection(fetch);
}
