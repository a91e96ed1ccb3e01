using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Publishing;

/// <summary>Brings the journal's finished rows to the registry, or leaves them in the journal and says why.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="spool">The journal.</param>
/// <param name="clock">The clock of budget and back-off.</param>
/// <param name="warn">Gets what is wrong with entries of the journal, and why handed-off rows may wait on the remote.</param>
internal sealed class Publisher(RegistryBranch branch, Spool spool, TimeProvider clock, Action<string> warn)
{
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));
    private readonly AttemptCheck _check = new(branch, spool);
    private readonly HashSet<string> _warned = [];

    /// <summary>This program runs in CI, where <see cref="PublishPolicy.Auto"/> publishes directly.</summary>
    public bool IsCi { get; init; }

    /// <summary>Publishes every finished row of the journal.</summary>
    /// <param name="policy">Where to.</param>
    /// <param name="budget">How long all of it may take, waiting for other writers included.</param>
    /// <param name="cancellation">Ends it early; rows that have not landed stay in the journal.</param>
    /// <returns>What became of the rows. Failures are part of the answer.</returns>
    public async Task<Publication> PublishAsync(PublishPolicy policy, TimeSpan budget, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var trace = new PublishTrace();
        JournalEntry[] before = Unpublished();
        if (before.Length == 0) return Publication.Nothing;
        trace.Destination = $"{branch.Remote}/{branch.Name}";
        try
        {
            trace.Latest = $"git did not tell whether there is a remote '{branch.Remote}'";
            policy = await ResolveAsync(policy, either.Token);
            trace.Destination = RouteFor(policy, before[0].RunId).Destination;
            trace.Latest = "another process was publishing this journal's rows";
            using IDisposable turn = await PublishLock.AcquireAsync(spool, clock, either.Token);
            JournalEntry[] entries = await WhereRemotesAreNowAsync([.. Unpublished().Where(entry => IsWritable(entry, trace))], either.Token);
            IEnumerable<JournalEntry> left = await SettleAsync(entries, either.Token);
            foreach (JournalEntry[] batch in left.GroupBy(Destiny).SelectMany(group => Batches(policy, group)))
                await PublishAsync(policy, batch, trace, either.Token);
        }
        catch (OperationCanceledException)
        {
            string limit = cancellation.IsCancellationRequested ? "the run was interrupted" : $"it was not done within {budget.TotalSeconds:0.#} s";
            trace.Keep(trace.Latest.Length > 0 ? $"{limit}; {trace.Latest}" : limit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or GitCommandException)
        {
            trace.Keep(exception.Message);
        }

        return trace.Result(before, Unpublished());
    }

    /// <summary>That git does not tell whether there is a remote is no "no", at which the rows would go to the local branch.</summary>
    private async Task<PublishPolicy> ResolveAsync(PublishPolicy policy, CancellationToken cancellation)
    {
        if (policy != PublishPolicy.Auto) return policy;
        if (!await branch.HasRemoteAsync(cancellation)) return PublishPolicy.None;
        return IsCi ? PublishPolicy.Direct : PublishPolicy.Handoff;
    }

    /// <summary>A row that no file of the registry can hold stays in the journal, and does not hold up the others.</summary>
    private static bool IsWritable(JournalEntry entry, PublishTrace trace)
    {
        try
        {
            TimingCsv.FormatLine(entry.Row!);
            return true;
        }
        catch (ArgumentException exception)
        {
            trace.Keep($"the row of run {entry.RunId} cannot be written: {exception.Message}");
            return false;
        }
    }

    /// <summary>
    /// Rows that may have arrived somewhere already go there again, and nowhere else: a push outlives the process that began it, and only at
    /// one and the same ref does the later of two pushes fail.
    /// </summary>
    private static (string? Remote, string? Ref) Destiny(JournalEntry entry) => (entry.Attempt?.Remote, entry.Attempt?.Ref);

    /// <summary>The rows that go together. What may have arrived as one handoff is not divided any more.</summary>
    private static IEnumerable<JournalEntry[]> Batches(PublishPolicy policy, IGrouping<(string? Remote, string? Ref), JournalEntry> group) =>
        policy == PublishPolicy.Handoff && group.Key.Ref is null ? HandoffParts.Of(group) : [[.. group]];

    private IPublishRoute RouteOf(PublishPolicy policy, JournalEntry[] batch)
    {
        (string? remote, string? destiny) = Destiny(batch[0]);
        return destiny is not null ? RouteTo(remote, destiny) : RouteFor(policy, batch[0].RunId);
    }

    private IPublishRoute RouteFor(PublishPolicy policy, string runId) => policy switch
    {
        PublishPolicy.Direct => new DirectRoute(branch, _commits, _check, clock),
        PublishPolicy.Handoff => new HandoffRoute(branch, _commits, HandoffBranch.RefOf(runId), WarnOnce),
        PublishPolicy.None => new LocalRoute(branch, _commits, _check),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "must have been resolved"),
    };

    /// <summary>A remote that this repository no longer knows was renamed, or its address is another's now: its rows go where the others go.</summary>
    private async Task<JournalEntry[]> WhereRemotesAreNowAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        foreach (string remote in entries.Select(entry => entry.Attempt?.Remote).OfType<string>().Where(remote => remote != branch.Remote).Distinct())
        {
            if (!(await RemoteSettings.ReadAsync(branch.Git, remote, cancellation)).Exists) gone.Add(remote);
        }

        return [.. entries.Select(entry => entry.Attempt is { Remote: { } remote } attempt && gone.Contains(remote)
            ? spool.Attempted(entry, attempt with { Remote = branch.Remote })
            : entry)];
    }

    /// <summary>Many handoffs whose pushes stayed unanswered are looked for all at once; each on its own would cost a connection.</summary>
    /// <returns>Those that are still to be published.</returns>
    private async Task<IEnumerable<JournalEntry>> SettleAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        JournalEntry[] unanswered = [.. entries.Where(entry => entry.Attempt is { Commits: [_, ..] } attempt && HandoffBranch.IsHandoff(attempt.Ref))];
        if (unanswered.DistinctBy(entry => entry.Attempt!.Ref).Count() < 2) return entries;
        // Where it fails, each group finds out for itself, and says so.
        (IReadOnlyList<JournalEntry> landed, _) = await _check.FindLandedAsync(unanswered, cancellation);
        foreach (JournalEntry entry in landed) spool.Delete(entry);
        return entries.Except(landed);
    }

    private IPublishRoute RouteTo(string? remote, string reference)
    {
        RegistryBranch there = branch with { Remote = remote ?? branch.Remote };
        if (HandoffBranch.IsHandoff(reference)) return new HandoffRoute(there, _commits, reference, WarnOnce);
        there = there with { Name = HandoffBranch.NameOf(reference) };
        var check = new AttemptCheck(there, spool);
        return remote is null ? new LocalRoute(there, _commits, check) : new DirectRoute(there, _commits, check, clock);
    }

    private async Task PublishAsync(PublishPolicy policy, JournalEntry[] entries, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            IPublishRoute route = RouteOf(policy, entries);
            trace.Begin(route.Destination);
            PublishOutcome outcome = await new AttemptLoop(_check, clock).RunAsync(new PublishBatch(spool, entries), route, trace, cancellation);
            if (outcome.Kind == PublishOutcomeKind.Landed) trace.Revision = outcome.Revision ?? trace.Revision;
            else trace.Keep(outcome.Reason);
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or InvalidOperationException or ArgumentException)
        {
            trace.Keep(exception.Message);
        }
    }

    private void WarnOnce(string text)
    {
        if (_warned.Add(text)) warn(text);
    }

    private JournalEntry[] Unpublished() => [.. spool.Entries(warn).Where(entry => entry.State != EntryState.Running)];
}
