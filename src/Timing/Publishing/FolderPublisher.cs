using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Publishing;

/// <summary>Brings the rows of one of the journal's folders to the registry; its publish lock is held meanwhile.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="place">The folder.</param>
/// <param name="clock">The clock of back-off.</param>
/// <param name="warn">Gets why handed-off rows may wait on the remote.</param>
internal sealed class FolderPublisher(RegistryBranch branch, PhaseJournal place, TimeProvider clock, Action<string> warn)
{
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));
    private readonly AttemptCheck _check = new(branch, place);

    /// <summary>Publishes entries; whatever fails is noted, and the others go on.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task PublishAsync(PublishPolicy policy, JournalEntry[] unpublished, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            JournalEntry[] entries = await WhereRemotesAreNowAsync([.. unpublished.Where(entry => IsWritable(entry, trace))], cancellation);
            IEnumerable<JournalEntry> left = await SettleAsync(entries, cancellation);
            foreach (JournalEntry[] batch in left.GroupBy(AttemptedAt).SelectMany(group => Batches(policy, group)))
                await PublishBatchAsync(policy, batch, trace, cancellation);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            trace.Keep(exception.Message);
        }
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
    /// Rows that may have arrived somewhere already go there again, and nowhere else: a push outlives the process that began it, and only
    /// at one and the same ref does the later of two pushes fail.
    /// </summary>
    private static (string? Remote, string? Ref) AttemptedAt(JournalEntry entry) => (entry.Attempt?.Remote, entry.Attempt?.Ref);

    /// <summary>The rows that go together. What may have arrived as one handoff is not divided any more.</summary>
    private static IEnumerable<JournalEntry[]> Batches(
        PublishPolicy policy, IGrouping<(string? Remote, string? Ref), JournalEntry> group) =>
        policy == PublishPolicy.Handoff && group.Key.Ref is null ? HandoffParts.Of(group) : [[.. group]];

    private IPublishRoute RouteOf(PublishPolicy policy, JournalEntry[] batch)
    {
        (string? remote, string? attemptedRef) = AttemptedAt(batch[0]);
        return attemptedRef is not null ? RouteTo(remote, attemptedRef) : RouteFor(policy, batch[0].RunId);
    }

    /// <summary>The way of rows that have gone nowhere yet.</summary>
    public IPublishRoute RouteFor(PublishPolicy policy, string runId) => policy switch
    {
        PublishPolicy.Direct => new DirectRoute(branch, _commits, _check, clock),
        PublishPolicy.Handoff => new HandoffRoute(branch, _commits, HandoffBranch.RefOf(runId), warn),
        PublishPolicy.None => new LocalRoute(branch, _commits, _check),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "must have been resolved"),
    };

    /// <summary>
    /// A remote that this repository no longer knows was renamed, or its address is another's now: its rows go where the others go.
    /// </summary>
    private async Task<JournalEntry[]> WhereRemotesAreNowAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        foreach (string remote in entries.Select(entry => entry.Attempt?.Remote).OfType<string>().Where(remote => remote != branch.Remote)
            .Distinct())
        {
            if (!(await RemoteSettings.ReadAsync(branch.Git, remote, cancellation)).Exists) gone.Add(remote);
        }

        return [.. entries.Select(entry => entry.Attempt is { Remote: { } remote } attempt && gone.Contains(remote)
            ? place.Attempted(entry, attempt with { Remote = branch.Remote })
            : entry)];
    }

    /// <summary>Many handoffs whose pushes stayed unanswered are looked for all at once; each on its own would cost a connection.</summary>
    /// <returns>Those that are still to be published.</returns>
    private async Task<IEnumerable<JournalEntry>> SettleAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        JournalEntry[] unanswered =
            [.. entries.Where(entry => entry.Attempt is { Commits: [_, ..] } attempt && HandoffBranch.IsHandoff(attempt.Ref))];
        if (unanswered.DistinctBy(entry => entry.Attempt!.Ref).Count() < 2) return entries;
        // Where it fails, each group finds out for itself, and says so.
        (IReadOnlyList<JournalEntry> landed, _) = await _check.FindLandedAsync(unanswered, cancellation);
        foreach (JournalEntry entry in landed) place.Delete(entry);
        return entries.Except(landed);
    }

    private IPublishRoute RouteTo(string? remote, string reference)
    {
        RegistryBranch there = branch with { Remote = remote ?? branch.Remote };
        if (HandoffBranch.IsHandoff(reference)) return new HandoffRoute(there, _commits, reference, warn);
        there = there with { Name = HandoffBranch.NameOf(reference) };
        var check = new AttemptCheck(there, place);
        return remote is null ? new LocalRoute(there, _commits, check) : new DirectRoute(there, _commits, check, clock);
    }

    private async Task PublishBatchAsync(PublishPolicy policy, JournalEntry[] entries, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            IPublishRoute route = RouteOf(policy, entries);
            trace.Begin(route.Destination);
            PublishOutcome outcome = await new AttemptLoop(_check, clock)
                .RunAsync(new PublishBatch(place, entries), route, trace, cancellation);
            if (outcome.Kind == PublishOutcomeKind.Landed) trace.Revision = outcome.Revision ?? trace.Revision;
            else trace.Keep(outcome.Reason);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            trace.Keep(exception.Message);
        }
    }

    private static bool IsExpected(Exception exception) => exception is GitCommandException or RegistryRefusedException
        or InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException;
}
