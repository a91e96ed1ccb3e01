using BuildTiming.Git;
using BuildTiming.Publishing;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// Merges the handoffs that wait on the remote, oldest first, batch by batch: the rows of a batch go to the registry branch in one commit,
/// and one atomic push brings that commit and deletes the handoffs, so that both happen or neither.
/// </summary>
internal sealed class HandoffMerge
{
    private readonly RegistryBranch _branch;
    private readonly TimeProvider _clock;
    private readonly RemoteBranch _remote;
    private readonly HandoffFetch _fetch;
    private readonly HandoffReader _reader;
    private readonly RegistryCommit _commits;
    private readonly RegistryHistory _history;

    /// <summary>Merges into a registry branch.</summary>
    /// <param name="branch">The registry branch.</param>
    /// <param name="clock">The clock of budget and back-off.</param>
    /// <param name="folderOf">The registry's folder of an environment; by default <see cref="RegistryPath.FolderOfEnvironment"/>.</param>
    public HandoffMerge(RegistryBranch branch, TimeProvider clock, Func<string, string>? folderOf = null)
    {
        (_branch, _clock) = (branch, clock);
        _remote = new RemoteBranch(branch);
        _fetch = new HandoffFetch(branch, _remote);
        _reader = new HandoffReader(branch.Repository, folderOf ?? RegistryPath.FolderOfEnvironment, _fetch);
        _commits = new RegistryCommit(branch, new CommitIdentity(branch.Git, clock));
        _history = new RegistryHistory(branch);
    }

    /// <summary>Merges every handoff that can be merged; the others stay in place.</summary>
    /// <param name="budget">How long all of it may take. What was merged by then is merged.</param>
    /// <param name="cancellation">Ends it early; what has not been pushed stays as it is.</param>
    /// <returns>What was merged, what was left, and why. Failures are part of the answer.</returns>
    public async Task<HandoffReport> RunAsync(TimeSpan budget, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(budget, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var report = new HandoffReport();
        var queue = new HandoffQueue();
        PublishOutcome outcome = PublishOutcome.Landed(revision: null);
        try
        {
            do outcome = await Repetition.RunAsync(AttemptAsync, _clock, either.Token);
            while (outcome.Kind == PublishOutcomeKind.Landed && queue.Count > 0);
            report.Reason = outcome.Reason;
        }
        catch (OperationCanceledException)
        {
            report.IsOutOfTime = !cancellation.IsCancellationRequested;
            report.Reason = report.IsOutOfTime ? $"it was not done within {budget.TotalSeconds:0.#} s" : "the run was interrupted";
            if (outcome.Reason.Length > 0) report.Reason += "; " + outcome.Reason;
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or IOException)
        {
            report.Reason = exception.Message;
        }

        (report.Left, report.Waiting) = (queue.Left, queue.Count);
        return report;

        async Task<PublishOutcome> AttemptAsync(CancellationToken token)
        {
            outcome = await ListAsync(queue, token) ?? await MergeAsync(queue, report, token);
            if (outcome.Kind != PublishOutcomeKind.Landed) queue.Doubt();
            return outcome;
        }
    }

    private async Task<PublishOutcome?> ListAsync(HandoffQueue queue, CancellationToken cancellation)
    {
        if (!queue.IsStale) return null;
        (IReadOnlyList<WaitingHandoff> handoffs, PublishOutcome? failure) = await _fetch.ListAsync(cancellation);
        if (failure is null) queue.Fill(handoffs);
        return failure;
    }

    /// <summary>Merges the oldest ones that wait.</summary>
    private async Task<PublishOutcome> MergeAsync(HandoffQueue queue, HandoffReport report, CancellationToken cancellation)
    {
        WaitingHandoff[] next = queue.Next();
        if (next.Length == 0) return PublishOutcome.Landed(revision: null);
        (string? tip, PublishOutcome? failure) = await _fetch.FetchAsync(next, cancellation);
        if (failure is not null) return failure;
        (IReadOnlyList<Handoff> handoffs, failure) = await _reader.ReadAsync(next, cancellation);
        if (failure is not null) return failure;
        while (true)
        {
            try
            {
                foreach (Handoff left in handoffs.Where(handoff => handoff.Problem is not null)) queue.Leave(left.Waiting, left.Problem!);
                PublishOutcome outcome = await MergeAsync([.. handoffs.Where(handoff => handoff.Problem is null)], tip, report, cancellation);
                if (outcome.Kind == PublishOutcomeKind.Landed) queue.Remove(handoffs.Count);
                return outcome;
            }
            catch (RegistryRefusedException exception) when (exception.Folder is not null)
            {
                // What is wrong with one folder of the registry holds up none of the others.
                handoffs = [.. handoffs.Select(handoff => handoff.LeftWhereItNeeds(exception.Folder, exception.Message))];
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
            : await _commits.WriteAsync(tip, [.. fresh.SelectMany(handoff => handoff.Rows)], [.. fresh.Select(handoff => handoff.Name)], cancellation);
        PublishOutcome outcome = await PushAsync(commit, batch, cancellation);
        if (outcome.Kind != PublishOutcomeKind.Landed) return outcome;

        report.Add(fresh, batch.Length - fresh.Length);
        if (commit is not null) await new LocalBranch(_branch).FollowAsync(commit, cancellation);
        return outcome;
    }

    /// <summary>Those of the handoffs that commits of the registry name as merged; looked for since well before the oldest of them began.</summary>
    private async Task<HashSet<string>> MergedBeforeAsync(string? tip, Handoff[] batch, CancellationToken cancellation)
    {
        if (tip is null) return [];
        DateTimeOffset oldest = batch.SelectMany(handoff => handoff.Rows).Select(filed => filed.Row.Start).Append(_clock.GetUtcNow()).Min();
        IReadOnlySet<string> names = await _history.NamesAsync(tip, oldest, cancellation);
        return [.. batch.Select(handoff => handoff.Name).Where(name => names.Contains($"{CommitMessage.HandoffTrailer}: {name}"))];
    }

    private async Task<PublishOutcome> PushAsync(string? commit, Handoff[] batch, CancellationToken cancellation)
    {
        // The leases hold the deletions back where a handoff is no longer the one that was read; the registry branch is never forced.
        IEnumerable<string> leases = batch.Select(handoff => $"--force-with-lease={handoff.Waiting.Ref}:{handoff.Waiting.Commit}");
        IEnumerable<string> deletions = batch.Select(handoff => ":" + handoff.Waiting.Ref);
        IEnumerable<string> row = commit is null ? [] : [$"{commit}:{_branch.Ref}"];
        GitResult push = await _remote.PushAsync(["--atomic", .. leases], [.. row, .. deletions], cancellation);
        return RemoteAnswer.OfAtomicPush(push, commit);
    }
}
