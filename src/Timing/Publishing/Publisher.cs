using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Publishing.Routes;
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

    /// <summary>Tells whether this program runs in CI, where <see cref="PublishPolicy.Auto"/> publishes directly.</summary>
    public Func<bool> IsCi { get; init; } = () => false;

    /// <summary>The registry's folder of an environment: rows elsewhere are not handed off, because no merge would take them.</summary>
    public Func<string, string> FolderOf { get; init; } = RegistryPath.FolderOfEnvironment;

    /// <summary>Handoffs that were seen waiting, as read: the first direct attempt takes them along.</summary>
    public IReadOnlyList<Handoff> Waiting { get; init; } = [];

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
        var crowd = new Crowd(new MergePush(branch, WarnOnce), FolderOf) { Waiting = Waiting };
        try
        {
            trace.Latest = $"git did not tell whether there is a remote '{branch.Remote}'";
            policy = await ResolveAsync(policy, either.Token);
            trace.Destination = new RouteChoice(branch, journal, crowd, clock, WarnOnce).For(policy, before[0].RunId).Destination;
            await PublishFoldersAsync(policy, crowd, trace, either.Token);
            await CombineAsync(crowd, trace, either.Token);
            if (policy == PublishPolicy.Handoff && Unpublished().Length == 0)
                await new DailyFetch(branch, new FetchStamp(journal), clock).RunAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            trace.Stop(cancellation.IsCancellationRequested
                ? "the run was interrupted"
                : $"it was not done within {budget.TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (exception is GitCommandException)
        {
            trace.Keep(exception.Message);
        }

        return trace.Result(before, Unpublished());
    }

    /// <summary>Brings the rows out of this machine, under the publish locks.</summary>
    private async Task PublishFoldersAsync(PublishPolicy policy, Crowd crowd, PublishTrace trace, CancellationToken cancellation)
    {
        trace.Latest = "another process was publishing this journal's rows";
        using IDisposable? turn = await TurnAsync(journal, trace, cancellation);
        using IDisposable? secondTurn = journal.Second is { } second && Unpublished(second).Length > 0
            ? await TurnAsync(second, trace, cancellation)
            : null;
        JournalEntry[] apart = secondTurn is null ? [] : Apart(journal.Second!, turn is not null);
        if (turn is not null) await FolderAsync(journal, Unpublished(journal));
        if (secondTurn is not null) await FolderAsync(journal.Second!, apart);

        Task FolderAsync(PhaseJournal place, JournalEntry[] entries) =>
            new FolderPublisher(branch, place, crowd, clock, WarnOnce).PublishAsync(policy, entries, trace, cancellation);
    }

    /// <summary>
    /// Merges handed-off rows together with those of others: without the locks, for the journal does not hold them any more.
    /// </summary>
    private async Task CombineAsync(Crowd crowd, PublishTrace trace, CancellationToken cancellation)
    {
        if (trace.Combinable.Count == 0) return;
        var batches = new HandoffBatches(branch, crowd.Push, clock, FolderOf) { Size = new BatchSize { BeginsLarge = true } };
        var combining = new Combining(batches, clock, reason => trace.Latest = reason);
        try
        {
            trace.Combined(await combining.RunAsync(trace.Combinable, cancellation));
        }
        catch (Exception exception) when (exception is GitCommandException or RegistryRefusedException or IOException)
        {
            trace.Combined(exception.Message);
        }
    }

    /// <summary>That git does not tell whether there is a remote is no "no", at which the rows would go to the local branch.</summary>
    private async Task<PublishPolicy> ResolveAsync(PublishPolicy policy, CancellationToken cancellation)
    {
        if (policy != PublishPolicy.Auto) return policy;
        if (!await branch.HasRemoteAsync(cancellation)) return PublishPolicy.None;
        return IsCi() ? PublishPolicy.Direct : PublishPolicy.Handoff;
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
