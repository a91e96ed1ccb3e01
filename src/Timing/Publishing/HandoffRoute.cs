using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Policy <c>handoff</c>: a commit on a branch of its own, pushed there for CI to merge.</summary>
/// <remarks>
/// The commit has no parent and holds the new rows (and the workflow that merges them), so nothing needs to be fetched. A handoff branch is
/// written once: wherever it is, all of its rows are.
/// </remarks>
/// <param name="branch">The registry branch, which the handoff is for.</param>
/// <param name="commits">Writes the commit.</param>
/// <param name="reference">The handoff's full name.</param>
/// <param name="warn">Gets why a handoff that is on the remote may wait there for longer than expected.</param>
internal sealed class HandoffRoute(RegistryBranch branch, RegistryCommit commits, string reference, Action<string> warn) : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);
    private HandoffWorkflow? _workflow;

    public string Destination => $"{branch.Remote}/{HandoffBranch.NameOf(reference)}";

    public async Task<PublishOutcome> PublishAsync(
        IReadOnlyList<JournalEntry> entries, Action<Attempt> attempt, CancellationToken cancellation)
    {
        _workflow ??= await HandoffWorkflow.FindAsync(branch, cancellation);
        string commit = await HandoffCommit.WriteAsync(commits, entries.ToFiledRows(), _workflow, cancellation);
        attempt(new Attempt(branch.Remote, reference, [commit], Base: null));
        PublishOutcome outcome = await _remote.PushAsync(commit, reference, cancellation);
        if (outcome.Kind == PublishOutcomeKind.LostRace) outcome = await FindEarlierAsync(outcome, cancellation);
        if (outcome is { Kind: PublishOutcomeKind.Refused, IsRejection: true } && _workflow.Copy is not null)
            return WithoutWorkflow(outcome);
        if (outcome.Kind == PublishOutcomeKind.Landed && _workflow.Doubt is { } doubt) warn(doubt);
        return outcome;
    }

    /// <summary>
    /// Nobody else uses the name: a branch that is in the way is an earlier push of these rows whose outcome stayed unknown.
    /// </summary>
    private async Task<PublishOutcome> FindEarlierAsync(PublishOutcome outcome, CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await _remote.ListAsync(reference, cancellation);
        return failure ?? (refs.TryGetValue(reference, out string? landed) ? PublishOutcome.Landed(landed) : outcome);
    }

    /// <summary>
    /// Hosting sites refuse a workflow that differs from theirs when it comes from someone who may not change workflows, and the copy may
    /// be an old one. The rows go again without it.
    /// </summary>
    private PublishOutcome WithoutWorkflow(PublishOutcome refusal)
    {
        _workflow = new HandoffWorkflow(Copy: null,
            $"{branch.Remote} refused the handed-off rows with a copy of {HandoffWorkflow.Path} ({refusal.Reason}); they went without it, "
            + $"and only a schedule merges them. Where the copy is out of date: git fetch {branch.Remote}");
        return PublishOutcome.LostRace(refusal.Reason) with { IsRejection = true };
    }
}
