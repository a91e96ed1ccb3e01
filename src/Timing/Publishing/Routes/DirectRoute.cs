using BuildTiming.Attempts;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Model;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Publishing.Routes;

/// <summary>Policy <c>direct</c>: a commit on top of the remote branch, pushed to it, with the rows of handoffs that wait.</summary>
/// <remarks>
/// An attempt that was overtaken says so as soon as the rows are known to be nowhere else: those who repeat it queue for one ref.
/// </remarks>
/// <param name="branch">The registry branch.</param>
/// <param name="commits">Writes the commit.</param>
/// <param name="check">Tells what became of earlier pushes.</param>
/// <param name="crowd">The others.</param>
internal sealed class DirectRoute(RegistryBranch branch, RegistryCommit commits, AttemptCheck check, Crowd crowd)
    : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);
    private readonly MergedHandoffs _merged = new(branch);
    private bool _isAlone;
    private bool _hasPushed;

    /// <summary>
    /// Rows go here only because an earlier push of them may still arrive: as soon as it cannot, they go the policy's way.
    /// </summary>
    public bool IsForUncertainOnly { get; init; }

    public string Destination => $"{branch.Remote}/{branch.Name}";

    public async Task<PublishOutcome> PublishAsync(PublishBatch batch, CancellationToken cancellation)
    {
        // What does not depend on the tip is found out while git fetches it.
        Task prepare = commits.PrepareAsync(cancellation);
        Task<FetchedTip> fetch = _remote.FetchTipAsync(cancellation);
        await Task.WhenAll(fetch, prepare);
        (string? tip, PublishOutcome? failure) = await fetch;
        if (failure is not null) return failure;
        await check.SettleAsync(tip, batch, cancellation);
        if (batch.Entries.Count == 0) return PublishOutcome.Landed(revision: null);
        if (!batch.IsUncertain && (IsForUncertainOnly || (_hasPushed && CanCombine(batch))))
            return new PublishOutcome(PublishOutcomeKind.Overtaken, "another writer was first");
        return await PushAsync(tip, batch, cancellation);
    }

    private async Task<PublishOutcome> PushAsync(string? tip, PublishBatch batch, CancellationToken cancellation)
    {
        (string commit, Handoff[] along) = await WriteAsync(tip, batch, cancellation);
        batch.Attempted(new Attempt(branch.Remote, branch.Ref, [commit], tip));
        _hasPushed = true;
        PublishOutcome outcome = await crowd.Push.PushOwnAsync(commit, [.. along.Select(handoff => handoff.Waiting)], cancellation);
        if (outcome.Kind == PublishOutcomeKind.Landed) await new LocalBranch(branch).FollowAsync(commit, cancellation);
        // What keeps the others' rows out, or their handoffs in place, or has changed since they were read, must not hold up one's own.
        _isAlone |= outcome.Kind != PublishOutcomeKind.Landed && along.Length > 0;
        if (!outcome.IsRejection) return outcome;
        batch.Rejected();
        return outcome.Kind switch
        {
            PublishOutcomeKind.Refused when along.Length > 0 => Alone(outcome.Reason),
            PublishOutcomeKind.LostRace when !crowd.Push.IsAtomic => Alone(outcome.Reason),
            PublishOutcomeKind.LostRace when !batch.IsUncertain && CanCombine(batch) =>
                outcome with { Kind = PublishOutcomeKind.Overtaken },
            _ => outcome,
        };
    }

    /// <summary>Writes the commit, with the rows of handoffs where the registry can take them.</summary>
    private async Task<(string Commit, Handoff[] Along)> WriteAsync(string? tip, PublishBatch batch, CancellationToken cancellation)
    {
        FiledRow[] own = batch.Entries.ToFiledRows();
        if (!_isAlone && crowd.Push.IsAtomic && await AlongAsync(tip, cancellation) is { Length: > 0 } along)
        {
            try
            {
                FiledRow[] rows = [.. own.Concat(along.SelectMany(handoff => handoff.Rows)).OrderBy(filed => filed.Row.Start)];
                return (await commits.WriteRowsAsync(tip, rows, [.. along.Select(handoff => handoff.Name)], cancellation), along);
            }
            catch (RegistryRefusedException)
            {
                _isAlone = true;
            }
        }

        return (await commits.WriteRowsAsync(tip, own, [], cancellation), []);
    }

    private async Task<Handoff[]> AlongAsync(string? tip, CancellationToken cancellation) =>
        [.. (await _merged.JudgeAsync(tip, crowd.Waiting, cancellation)).Where(handoff => handoff is { IsMerged: false, Problem: null })];

    private PublishOutcome Alone(string reason)
    {
        // No other writer was first: the next attempt is like a first one.
        (_isAlone, _hasPushed) = (true, false);
        return PublishOutcome.LostRace(reason);
    }

    /// <summary>
    /// Others would leave a handoff in place with rows that, by their environment, belong elsewhere; and without atomic pushes nobody
    /// combines.
    /// </summary>
    private bool CanCombine(PublishBatch batch) =>
        crowd.Combines && crowd.Push.IsAtomic && batch.Entries.ToFiledRows().All(crowd.Merges);
}
