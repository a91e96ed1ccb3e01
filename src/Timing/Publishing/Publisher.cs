using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Brings the journal's finished rows to the registry, or leaves them in the journal and says why.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The clock of budget and back-off.</param>
/// <param name="warn">Gets what is wrong with entries of the journal, and why handed-off rows may wait on the remote.</param>
internal sealed class Publisher(RegistryBranch branch, PhaseJournal journal, TimeProvider clock, Action<string> warn)
{
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
            trace.Destination = new FolderPublisher(branch, journal, clock, WarnOnce).RouteFor(policy, before[0].RunId).Destination;
            trace.Latest = "another process was publishing this journal's rows";
            using IDisposable? turn = await TurnAsync(journal, trace, either.Token);
            using IDisposable? secondTurn = journal.Second is { } second && Unpublished(second).Length > 0
                ? await TurnAsync(second, trace, either.Token)
                : null;
            JournalEntry[] apart = secondTurn is null ? [] : Apart(journal.Second!, turn is not null);
            if (turn is not null) await PublishAsync(journal, policy, Unpublished(journal), trace, either.Token);
            if (secondTurn is not null) await PublishAsync(journal.Second!, policy, apart, trace, either.Token);
        }
        catch (OperationCanceledException)
        {
            string limit = cancellation.IsCancellationRequested
                ? "the run was interrupted"
                : $"it was not done within {budget.TotalSeconds:0.#} s";
            trace.Keep(trace.Latest.Length > 0 ? $"{limit}; {trace.Latest}" : limit);
        }
        catch (Exception exception) when (exception is GitCommandException)
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

    /// <summary>
    /// The right to publish the entries of one folder; null where it is not to be had, and its entries are to be left alone.
    /// </summary>
    private async Task<IDisposable?> TurnAsync(PhaseJournal place, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            return await PublishLock.AcquireAsync(place, clock, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            trace.Keep(exception.Message);
            return null;
        }
    }

    /// <summary>The second folder's entries that stand there alone. A run that stands in both is published from the first one.</summary>
    private JournalEntry[] Apart(PhaseJournal second, bool mayMove)
    {
        JournalEntry[] entries = Unpublished(second);
        return mayMove ? [.. journal.Reunite(entries)] : [.. entries.Where(entry => !journal.Has(entry))];
    }

    private Task PublishAsync(
        PhaseJournal place, PublishPolicy policy, JournalEntry[] entries, PublishTrace trace, CancellationToken cancellation) =>
        new FolderPublisher(branch, place, clock, WarnOnce).PublishAsync(policy, entries, trace, cancellation);

    private void WarnOnce(string text)
    {
        if (_warned.Add(text)) warn(text);
    }

    private JournalEntry[] Unpublished() => [.. journal.Places.SelectMany(Unpublished).DistinctBy(entry => entry.RunId)];

    private JournalEntry[] Unpublished(PhaseJournal place)
    {
        try
        {
            return [.. place.Entries(warn).Where(entry => entry.State != EntryState.Running)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that is another user's: what is left in the journal names it.
            return [];
        }
    }
}
