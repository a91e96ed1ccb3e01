using BuildTiming.Handoffs;
using BuildTiming.Model;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Merging;

/// <summary>
/// Merges one batch of handoffs: their rows go to the registry branch in one commit, and one push brings that commit and deletes the
/// handoffs.
/// </summary>
/// <param name="branch">The registry branch.</param>
/// <param name="push">Pushes.</param>
/// <param name="clock">Says when a commit was written.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class BatchMerge(RegistryBranch branch, MergePush push, TimeProvider clock, Func<string, string> folderOf)
{
    private readonly HandoffFetch _fetch = new(branch, new RemoteBranch(branch));
    private readonly HandoffReader _reader = new(branch.Repository, folderOf, new HandoffFetch(branch, new RemoteBranch(branch)));
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock)) { Warn = push.Warn };
    private readonly MergedHandoffs _merged = new(branch);

    /// <summary>Merges what can be merged of a batch, once.</summary>
    /// <param name="batch">The handoffs; not none.</param>
    /// <param name="report">Gets what was merged.</param>
    /// <param name="cancellation">Ends it; what has not been pushed stays as it is.</param>
    public async Task<BatchOutcome> RunAsync(
        IReadOnlyCollection<WaitingHandoff> batch, HandoffReport report, CancellationToken cancellation)
    {
        (string? tip, PublishOutcome? failure) = await _fetch.FetchAsync(batch, cancellation);
        if (failure is not null) return BatchOutcome.NotFetched(failure);
        (IReadOnlyList<Handoff> handoffs, failure) = await _reader.ReadAsync(batch, cancellation);
        if (failure is not null) return BatchOutcome.NotFetched(failure);
        handoffs = await _merged.JudgeAsync(tip, handoffs, cancellation);
        while (true)
        {
            try
            {
                Handoff[] good = [.. handoffs.Where(handoff => handoff.Problem is null)];
                return new BatchOutcome(await MergeAsync(good, tip, report, cancellation), handoffs);
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
        Handoff[] fresh = [.. batch.Where(handoff => !handoff.IsMerged)];
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
