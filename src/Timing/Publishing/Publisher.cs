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
public sealed class Publisher(RegistryBranch branch, Spool spool, TimeProvider clock, Action<string> warn)
{
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock));
    private readonly AttemptLoop _loop = new(branch, clock);
    private readonly HashSet<string> _warned = [];

    /// <summary>Publishes every finished row of the journal.</summary>
    /// <param name="policy">Where to; <see cref="PublishPolicy.Auto"/> must have been resolved.</param>
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
        try
        {
            trace.Latest = "another process was publishing this journal's rows";
            using IDisposable turn = await PublishLock.AcquireAsync(spool, clock, either.Token);
            IEnumerable<JournalEntry> writable = Unpublished().Where(entry => IsWritable(entry, trace));
            foreach (JournalEntry[] batch in writable.GroupBy(Destiny).SelectMany(group => Batches(policy, group)))
                await PublishAsync(batch, RouteOf(policy, batch), trace, either.Token);
        }
        catch (OperationCanceledException)
        {
            string limit = cancellation.IsCancellationRequested ? "the run was interrupted" : $"it was not done within {budget.TotalSeconds:0.#} s";
            trace.Keep(trace.Latest.Length > 0 ? $"{limit}; {trace.Latest}" : limit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            trace.Keep(exception.Message);
        }

        return trace.Result(before, Unpublished());
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
        if (destiny is not null) return RouteTo(remote, destiny);
        return policy switch
        {
            PublishPolicy.Direct => new DirectRoute(branch, _commits, clock),
            PublishPolicy.Handoff => new HandoffRoute(branch, _commits, HandoffBranch.RefOf(batch[0].Start.RunId), WarnOnce),
            PublishPolicy.None => new LocalRoute(branch, _commits),
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "must have been resolved"),
        };
    }

    private IPublishRoute RouteTo(string? remote, string reference)
    {
        RegistryBranch there = branch with { Remote = remote ?? branch.Remote };
        if (HandoffBranch.IsHandoff(reference)) return new HandoffRoute(there, _commits, reference, WarnOnce);
        there = there with { Name = HandoffBranch.NameOf(reference) };
        return remote is null ? new LocalRoute(there, _commits) : new DirectRoute(there, _commits, clock);
    }

    private async Task PublishAsync(IEnumerable<JournalEntry> entries, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        trace.Begin(route.Destination);
        try
        {
            PublishOutcome outcome = await _loop.RunAsync(new PublishBatch(spool, entries), route, trace, cancellation);
            if (outcome.Kind == PublishOutcomeKind.Landed) trace.Revision = outcome.Revision ?? trace.Revision;
            else trace.Keep(outcome.Reason);
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or InvalidOperationException)
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
