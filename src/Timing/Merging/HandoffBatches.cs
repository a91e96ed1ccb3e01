using BuildTiming.Handoffs;
using BuildTiming.Model;
using BuildTiming.Registry;

namespace BuildTiming.Merging;

/// <summary>
/// Merges the handoffs that wait on the remote, oldest first, batch by batch: the rows of a batch go to the registry branch in one commit,
/// and one push brings that commit and deletes the handoffs.
/// </summary>
/// <param name="branch">The registry branch.</param>
/// <param name="push">Pushes.</param>
/// <param name="clock">Says when a commit was written.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class HandoffBatches(RegistryBranch branch, MergePush push, TimeProvider clock, Func<string, string> folderOf)
{
    private readonly HandoffFetch _fetch = new(branch, new RemoteBranch(branch));
    private readonly HandoffReader _reader = new(branch.Repository, folderOf, new HandoffFetch(branch, new RemoteBranch(branch)));
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));
    private readonly MergedHandoffs _merged = new(branch);
    private readonly HandoffQueue _queue = new();

    /// <summary>How many wait that have not been come to.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Those that were looked at and are left in place.</summary>
    public IReadOnlyList<HandoffProblem> Left => _queue.Left;

    /// <summary>A handoff was on the remote at the last look.</summary>
    public bool Has(string reference) => _queue.Has(reference);

    /// <summary>Why a handoff is left in place; null for any other.</summary>
    public string? ProblemOf(string reference) => _queue.ProblemOf(reference);

    /// <summary>The one that is merged next; null where none waits.</summary>
    public string? Oldest => _queue.Oldest;

    /// <summary>Looks what waits now.</summary>
    /// <returns>Why that is not known, or null.</returns>
    public async Task<PublishOutcome?> LookAsync(CancellationToken cancellation)
    {
        _queue.Doubt();
        return await ListAsync(cancellation);
    }

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
        Handoff[] fresh = await _merged.WithoutAsync(tip, batch, cancellation);
        string? commit = fresh.Length == 0
            ? null
            : await _commits.WriteRowsAsync(tip, [.. InOrder(fresh)], [.. fresh.Select(handoff => handoff.Name)], cancellation);
        PublishOutcome outcome = await push.PushMergeAsync(commit, [.. batch.Select(handoff => handoff.Waiting)], cancellation);
        if (outcome.Kind != PublishOutcomeKind.Landed) return outcome;

        report.Add(fresh, batch.Length - fresh.Length);
        if (commit is not null) await new LocalBranch(branch).FollowAsync(commit, cancellation);
        return outcome;
    }

    /// <summary>Rows stand in the order in which their phases began, whoever handed them off.</summary>
    private static IEnumerable<FiledRow> InOrder(IEnumerable<Handoff> handoffs) =>
        handoffs.SelectMany(handoff => handoff.Rows).OrderBy(filed => filed.Row.Start);
}
