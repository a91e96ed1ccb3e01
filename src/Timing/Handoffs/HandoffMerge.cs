using BuildTiming.Git;
using BuildTiming.Publishing;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// Merges the handoffs that wait on the remote: their rows go to the registry branch in one commit, and one atomic push brings that
/// commit and deletes the handoffs, so that both happen or neither.
/// </summary>
public sealed class HandoffMerge(RegistryBranch branch, TimeProvider clock)
{
    /// <summary>How many handoffs one commit merges at most: a push names each of them on its command line.</summary>
    private const int BatchSize = 500;

    /// <summary>More than clocks differ by, and little enough to read.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    private readonly RemoteBranch _remote = new(branch);
    private readonly HandoffReader _reader = new(branch.Repository);
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
        PublishOutcome outcome = PublishOutcome.Landed(revision: null);
        try
        {
            do outcome = await Repetition.RunAsync(AttemptAsync, clock, either.Token);
            while (outcome.Kind == PublishOutcomeKind.Landed && report.MoreWait);
            report.Reason = outcome.Reason;
        }
        catch (OperationCanceledException)
        {
            report.Reason = cancellation.IsCancellationRequested ? "the run was interrupted" : $"it was not done within {budget.TotalSeconds:0.#} s";
            if (outcome.Reason.Length > 0) report.Reason += "; " + outcome.Reason;
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or IOException)
        {
            report.Reason = exception.Message;
        }

        return report;

        async Task<PublishOutcome> AttemptAsync(CancellationToken token) => outcome = await MergeAsync(report, token);
    }

    private async Task<PublishOutcome> MergeAsync(HandoffReport report, CancellationToken cancellation)
    {
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await FetchAsync(cancellation);
        if (failure is not null) return failure;
        (string? tip, failure) = await _remote.FetchTipAsync(cancellation);
        if (failure is not null) return failure;

        IReadOnlyList<Handoff> handoffs = await _reader.ReadAsync(refs, cancellation);
        while (true)
        {
            try
            {
                return await MergeAsync(handoffs, tip, report, cancellation);
            }
            catch (RegistryRefusedException exception) when (exception.Folder is not null)
            {
                // What is wrong with one folder of the registry holds up none of the others.
                handoffs = [.. handoffs.Select(handoff => handoff.LeftWhereItNeeds(exception.Folder, exception.Message))];
            }
        }
    }

    private async Task<PublishOutcome> MergeAsync(IReadOnlyList<Handoff> handoffs, string? tip, HandoffReport report, CancellationToken cancellation)
    {
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
        // The name of another branch may be one that cannot be given to git at all.
        string[] named = [.. refs.Keys.Where(HandoffBranch.IsNamedByRun)];
        if (failure is not null || named.Length == 0) return (refs, failure);
        GitResult fetch = await _remote.FetchAsync(named, cancellation);
        if (fetch.Succeeded) return (refs, null);
        return (refs, RemoteAnswer.LacksBranch(fetch) ? PublishOutcome.LostRace("a handoff was merged by another run") : RemoteAnswer.OfConnection(fetch));
    }

    /// <summary>Those of the handoffs that commits of the registry name as merged; looked for since well before the oldest of them began.</summary>
    private async Task<HashSet<string>> MergedBeforeAsync(string? tip, Handoff[] batch, CancellationToken cancellation)
    {
        if (tip is null) return [];
        // The clocks of other machines may be wrong in either direction, and a row may hold any time at all.
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        long oldest = batch.SelectMany(handoff => handoff.Rows).Select(filed => filed.Row.Start.ToUnixTimeSeconds()).Append(now).Min();
        long since = oldest - (long)Margin.TotalSeconds;
        string merged = await branch.Git.RequireAsync(
            [
                "log", .. since > 0 ? [$"--since=@{since} +0000"] : Array.Empty<string>(),
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
