using BuildTiming.Git;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// Merges the handoffs that wait on the remote, oldest first, batch by batch: the rows of a batch go to the registry branch in one commit,
/// and one atomic push brings that commit and deletes the handoffs, so that both happen or neither.
/// </summary>
/// <param name="branch">The registry branch.</param>
/// <param name="clock">Says how far back merged handoffs are looked for.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class HandoffBatches(RegistryBranch branch, TimeProvider clock, Func<string, string> folderOf)
{
    private readonly RemoteBranch _remote = new(branch);
    private readonly HandoffFetch _fetch = new(branch, new RemoteBranch(branch));
    private readonly HandoffReader _reader = new(branch.Repository, folderOf, new HandoffFetch(branch, new RemoteBranch(branch)));
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));
    private readonly RegistryHistory _history = new(branch);
    private readonly HandoffQueue _queue = new();

    /// <summary>How many wait that have not been come to.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Those that were looked at and are left in place.</summary>
    public IReadOnlyList<HandoffProblem> Left => _queue.Left;

    /// <summary>Merges the next batch: once, whatever becomes of it.</summary>
    /// <param name="report">Gets what was merged.</param>
    /// <param name="cancellation">Ends it; what has not been pushed stays as it is.</param>
    public async Task<PublishOutcome> MergeNextAsync(HandoffReport report, CancellationToken cancellation)
    {
        PublishOutcome outcome = await ListAsync(cancellation) ?? await MergeOldestAsync(report, cancellation);
        if (outcome.Kind != PublishOutcomeKind.Landed) _queue.Doubt();
        return outcome;
    }

    private async Task<PublishOutcome?> ListAsync(CancellationToken cancellation)
    {
        if (!_queue.IsStale) return null;
        (IReadOnlyList<WaitingHandoff> handoffs, PublishOutcome? failure) = await _fetch.ListAsync(cancellation);
        if (failure is null) _queue.Fill(handoffs);
        return failure;
    }

    /// <summary>Merges the oldest ones that wait.</summary>
    private async Task<PublishOutcome> MergeOldestAsync(HandoffReport report, CancellationToken cancellation)
    {
        WaitingHandoff[] next = _queue.Next();
        if (next.Length == 0) return PublishOutcome.Landed(revision: null);
        (string? tip, PublishOutcome? failure) = await _fetch.FetchAsync(next, cancellation);
        if (failure is not null) return failure;
        (IReadOnlyList<Handoff> handoffs, failure) = await _reader.ReadAsync(next, cancellation);
        if (failure is not null) return failure;
        while (true)
        {
            try
            {
                foreach (Handoff left in handoffs.Where(handoff => handoff.Problem is not null)) _queue.Leave(left.Waiting, left.Problem!);
                PublishOutcome outcome =
                    await MergeAsync([.. handoffs.Where(handoff => handoff.Problem is null)], tip, report, cancellation);
                if (outcome.Kind == PublishOutcomeKind.Landed) _queue.Remove(handoffs.Count);
                return outcome;
            }
            catch (RegistryRefusedException exception) when (exception.Folder is not null)
            {
                // What is wrong with one folder of the registry holds up none of the others.
                handoffs = [.. handoffs.Select(handoff => handoff.RefusedForFolder(exception.Folder, exception.Message))];
            }
        }
    }

    private async Task<PublishOutcome> MergeAsync(Handoff[] batch, string? tip, HandoffReport report, CancellationToken cancellation)
    {
        if (batch.Length == 0) return PublishOutcome.Landed(revision: null);
        // A handoff whose push arrived late, after its rows had been merged from an earlier one, is only removed.
        HashSet<string> known = await MergedBeforeAsync(tip, batch, cancellation);
        Handoff[] fresh = [.. batch.Where(handoff => !known.Contains(handoff.Name))];
        string? commit = fresh.Length == 0
            ? null
            : await _commits.WriteRowsAsync(tip, [.. fresh.SelectMany(handoff => handoff.Rows)], [.. fresh.Select(handoff => handoff.Name)],
                cancellation);
        PublishOutcome outcome = await PushAsync(commit, batch, cancellation);
        if (outcome.Kind != PublishOutcomeKind.Landed) return outcome;

        report.Add(fresh, batch.Length - fresh.Length);
        if (commit is not null) await new LocalBranch(branch).FollowAsync(commit, cancellation);
        return outcome;
    }

    /// <summary>Those of the handoffs that commits of the registry name as merged.</summary>
    private async Task<HashSet<string>> MergedBeforeAsync(string? tip, Handoff[] batch, CancellationToken cancellation)
    {
        if (tip is null) return [];
        IReadOnlySet<string> names = await _history.NamesAsync(tip, cancellation);
        return [.. batch.Select(handoff => handoff.Name).Where(name => names.Contains($"{CommitMessage.HandoffTrailer}: {name}"))];
    }

    private async Task<PublishOutcome> PushAsync(string? commit, Handoff[] batch, CancellationToken cancellation)
    {
        // The leases hold the deletions back where a handoff is no longer the one that was read; the registry branch is never forced.
        IEnumerable<string> leases = batch.Select(handoff => $"--force-with-lease={handoff.Waiting.Ref}:{handoff.Waiting.Commit}");
        IEnumerable<string> deletions = batch.Select(handoff => ":" + handoff.Waiting.Ref);
        IEnumerable<string> row = commit is null ? [] : [$"{commit}:{branch.Ref}"];
        GitResult push = await _remote.PushAsync(["--atomic", .. leases], [.. row, .. deletions], cancellation);
        return RemoteAnswer.OfAtomicPush(push, commit);
    }
}
