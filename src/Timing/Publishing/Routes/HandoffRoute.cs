using BuildTiming.Attempts;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Publishing.Routes;

/// <summary>Hands rows off: a commit on a branch of their own, which nobody else writes, pushed there for others to merge.</summary>
/// <remarks>
/// The commit has no parent and holds the new rows, and beside them the workflow that merges them where one is to be started, so nothing
/// needs to be fetched. A handoff branch is written once: wherever it is, all of its rows are.
/// </remarks>
/// <param name="branch">The registry branch, which the handoff is for.</param>
/// <param name="commits">Writes the commit.</param>
/// <param name="check">Tells what became of earlier pushes.</param>
/// <param name="reference">The handoff's full name, as long as the rows may have arrived there.</param>
internal sealed class HandoffRoute(RegistryBranch branch, RegistryCommit commits, AttemptCheck check, string reference) : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);
    private HandoffWorkflow? _workflow;

    /// <summary>The handoff takes no workflow along: who hands off tries to merge it as well.</summary>
    public bool IsBare { init => _workflow = value ? new HandoffWorkflow(Copy: null, Doubt: null) : null; }

    /// <summary>Gets why a handoff that is on the remote may wait there for longer than expected.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>The handoff's full name.</summary>
    public string Reference { get; private set; } = reference;

    public string Destination => $"{branch.Remote}/{HandoffBranch.NameOf(Reference)}";

    public async Task<PublishOutcome> PublishAsync(PublishBatch batch, CancellationToken cancellation)
    {
        if (await SettleAsync(batch, cancellation) is { } settled) return settled;
        // Where the first row had to stay behind, its name stays free for it: a handoff's name always stands for the same rows.
        if (!batch.IsUncertain) Reference = HandoffBranch.RefOf(batch.Entries[0].RunId);
        _workflow ??= await HandoffWorkflow.FindAsync(branch, cancellation);
        string commit = await HandoffCommit.WriteAsync(commits, batch.Entries.ToFiledRows(), _workflow, cancellation);
        batch.Attempted(new Attempt(branch.Remote, Reference, [commit], Base: null));
        PublishOutcome outcome = await _remote.PushAsync(commit, Reference, cancellation);
        if (outcome.Kind == PublishOutcomeKind.LostRace) outcome = await FindEarlierAsync(outcome, cancellation);
        if (outcome is { Kind: PublishOutcomeKind.Refused, IsRejection: true } && _workflow.Copy is not null)
            return WithoutWorkflow(outcome);
        if (outcome.Kind == PublishOutcomeKind.Landed && _workflow.Doubt is { } doubt) Warn(doubt);
        return outcome;
    }

    /// <summary>Finds out about earlier pushes first; null when rows are left to hand off.</summary>
    private async Task<PublishOutcome?> SettleAsync(PublishBatch batch, CancellationToken cancellation)
    {
        if (!batch.IsUncertain) return null;
        (IReadOnlyList<JournalEntry> landed, PublishOutcome? failure) = await check.FindHandedOffAsync(batch.Entries, cancellation);
        batch.Landed(landed);
        return failure ?? (batch.Entries.Count == 0 ? PublishOutcome.Landed(revision: null) : null);
    }

    /// <summary>
    /// Nobody else uses the name: a branch that is in the way is an earlier push of these rows whose outcome stayed unknown.
    /// </summary>
    private async Task<PublishOutcome> FindEarlierAsync(PublishOutcome outcome, CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await _remote.ListAsync(Reference, cancellation);
        return failure ?? (refs.TryGetValue(Reference, out string? landed) ? PublishOutcome.Landed(landed) : outcome);
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
