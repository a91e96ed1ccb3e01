using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>
/// Merges the handoffs that wait on the remote: their rows go to the registry branch in one commit, and one atomic push brings that
/// commit and deletes the handoffs, so that both happen or neither.
/// </summary>
public sealed class HandoffMerge(RegistryBranch branch, TimeProvider clock)
{
    /// <summary>How many handoffs one commit merges at most: a push names each of them on its command line.</summary>
    private const int BatchSize = 500;

    private readonly RemoteBranch _remote = new(branch);
    private readonly HandoffReader _reader = new(branch.Git);
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));

    /// <summary>Merges every handoff that can be merged; the others stay in place.</summary>
    /// <param name="budget">How long all of it may take.</param>
    /// <param name="cancellation">Ends it early; what has not been pushed stays as it is.</param>
    /// <returns>What was merged, what was left, and why. Failures are part of the answer.</returns>
    public async Task<HandoffReport> RunAsync(TimeSpan budget, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var report = new HandoffReport();
        PublishOutcome outcome;
        try
        {
            do outcome = await Repetition.RunAsync(token => MergeAsync(report, token), clock, either.Token);
            while (outcome.Kind == PublishOutcomeKind.Landed && report.MoreWait);
            report.Reason = outcome.Reason;
        }
        catch (OperationCanceledException)
        {
            report.Reason = cancellation.IsCancellationRequested ? "the run was interrupted" : $"it was not done within {budget.TotalSeconds:0.#} s";
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or IOException)
        {
            report.Reason = exception.Message;
        }

        return report;
    }

    private async Task<PublishOutcome> MergeAsync(HandoffReport report, CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await FetchAsync(cancellation);
        if (failure is not null) return failure;
        (string? tip, failure) = await _remote.FetchTipAsync(cancellation);
        if (failure is not null) return failure;

        IReadOnlyList<Handoff> handoffs = await _reader.ReadAsync(refs, cancellation);
        report.Left = [.. handoffs.Where(handoff => handoff.Problem is not null).Select(handoff => new HandoffProblem(handoff.Name, handoff.Problem!))];
        Handoff[] waiting = [.. handoffs.Where(handoff => handoff.Problem is null)];
        report.MoreWait = waiting.Length > BatchSize;
        Handoff[] batch = waiting[..Math.Min(BatchSize, waiting.Length)];
        if (batch.Length == 0) return PublishOutcome.Landed(revision: null);

        // A handoff whose push arrived late, after its rows had been merged from an earlier one, is only removed.
        HashSet<string> known = await MergedBeforeAsync(tip, batch, cancellation);
        Handoff[] fresh = [.. batch.Where(handoff => !known.Contains(handoff.Name))];
        string? commit = fresh.Length == 0
            ? null
            : await _commits.WriteAsync(tip, [.. fresh.SelectMany(handoff => handoff.Rows)], [.. fresh.Select(handoff => handoff.Name)], cancellation);
        PublishOutcome outcome = await PushAsync(commit, batch, cancellation);
        if (outcome.Kind != PublishOutcomeKind.Landed) return outcome;

        report.Add(fresh, batch.Length - fresh.Length);
        if (commit is not null) await new LocalBranch(branch).FollowAsync(commit, cancellation);
        return outcome;
    }

    /// <summary>Brings the handoffs' commits here, without a ref that would have to be cleaned up.</summary>
    private async Task<(IReadOnlyDictionary<string, string> Refs, PublishOutcome? Failure)> FetchAsync(CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await _remote.ListAsync(HandoffBranch.RefPrefix + "*", cancellation);
        if (failure is not null || refs.Count == 0) return (refs, failure);
        GitResult fetch = await _remote.FetchAsync(refs.Keys, cancellation);
        if (fetch.Succeeded) return (refs, null);
        return (refs, RemoteAnswer.LacksBranch(fetch) ? PublishOutcome.LostRace("a handoff was merged by another run") : RemoteAnswer.OfConnection(fetch));
    }

    /// <summary>Those of the handoffs that commits of the registry name as merged; looked for since the oldest of them began.</summary>
    private async Task<HashSet<string>> MergedBeforeAsync(string? tip, Handoff[] batch, CancellationToken cancellation)
    {
        if (tip is null) return [];
        DateTimeOffset oldest = batch.SelectMany(handoff => handoff.Rows).Min(filed => filed.Row.Start);
        string merged = await branch.Git.RequireAsync(
            [
                "log", $"--since={oldest.AddDays(-1).ToUnixTimeSeconds()}",
                $"--format=%(trailers:key={CommitMessage.HandoffTrailer},valueonly)", tip,
            ],
            cancellation);
        return [.. merged.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private async Task<PublishOutcome> PushAsync(string? commit, Handoff[] batch, CancellationToken cancellation)
    {
        // The leases hold the deletions back where a handoff is no longer the one that was read; the registry branch is never forced.
        IEnumerable<string> leases = batch.Select(handoff => $"--force-with-lease={handoff.Ref}:{handoff.Commit}");
        IEnumerable<string> deletions = batch.Select(handoff => ":" + handoff.Ref);
        IEnumerable<string> row = commit is null ? [] : [$"{commit}:{branch.Ref}"];
        GitResult push = await _remote.PushAsync(["--atomic", .. leases], [.. row, .. deletions], cancellation);
        return RemoteAnswer.OfAtomicPush(push, commit);
    }
}
