using BuildTiming.Attempts;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Publishing.Routes;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;
using BuildTiming.Rows;

namespace BuildTiming.Publishing;

/// <summary>Brings the rows of one of the journal's folders to the registry; its publish lock is held meanwhile.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="place">The folder.</param>
/// <param name="crowd">The others that publish to the branch.</param>
/// <param name="clock">The clock of back-off.</param>
/// <param name="warn">Gets why handed-off rows may wait on the remote.</param>
internal sealed class FolderPublisher(RegistryBranch branch, PhaseJournal place, Crowd crowd, TimeProvider clock, Action<string> warn)
{
    private readonly AttemptCheck _check = new(branch, place);
    private readonly RouteChoice _routes = new(branch, place, crowd, clock, warn);

    /// <summary>Publishes entries; whatever fails is noted, and the others go on.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task PublishAsync(PublishPolicy policy, JournalEntry[] unpublished, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            JournalEntry[] entries = [.. unpublished.Where(entry => IsWritable(entry, trace))];
            entries = await WhereRemotesAreNowAsync(entries, trace, cancellation);
            entries = await WhereBranchesAreNowAsync(entries, trace, cancellation);
            IEnumerable<JournalEntry> left = await SettleAsync(entries, cancellation);
            var publisher = new BatchPublisher(place, _routes, crowd, trace, clock);
            foreach (JournalEntry[] batch in left.GroupBy(RouteChoice.AttemptedAt).SelectMany(group => Batches(policy, group)))
                await publisher.PublishAsync(policy, batch, cancellation);
        }
        catch (Exception exception) when (BatchPublisher.IsExpected(exception))
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

    /// <summary>The rows that go together. What may have arrived as one handoff is not divided any more.</summary>
    private static IEnumerable<JournalEntry[]> Batches(
        PublishPolicy policy, IGrouping<AttemptPlace, JournalEntry> group) =>
        policy == PublishPolicy.Handoff && group.Key.Ref is null ? HandoffParts.Of(group) : [[.. group]];

    /// <summary>
    /// A remote that this repository no longer knows was renamed, or its address is another's now: its rows go where the others go.
    /// </summary>
    private async Task<JournalEntry[]> WhereRemotesAreNowAsync(JournalEntry[] entries, PublishTrace trace, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        foreach (string remote in entries.Select(entry => entry.Attempt?.Remote).OfType<string>().Where(remote => remote != branch.Remote)
            .Distinct())
        {
            if (!(await RemoteSettings.ReadAsync(branch.Git, remote, cancellation)).Exists) gone.Add(remote);
        }

        return [.. entries.Select(entry => entry.Attempt is { Remote: { } remote } attempt && gone.Contains(remote)
            ? Redirected(entry, attempt with { Remote = branch.Remote }, trace)
            : entry)];
    }

    /// <summary>
    /// A branch that is not on the remote any more was renamed: its rows go to the one that is named now, in whose history they may stand.
    /// A push to the former one that is still under way creates nothing: it was built on a commit.
    /// </summary>
    private async Task<JournalEntry[]> WhereBranchesAreNowAsync(JournalEntry[] entries, PublishTrace trace, CancellationToken cancellation)
    {
        var gone = new HashSet<string>();
        foreach (string reference in entries.Where(IsOnItsWayToAnotherBranch).Select(entry => entry.Attempt!.Ref).Distinct())
        {
            (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) =
                await new RemoteBranch(branch).ListAsync(reference, cancellation);
            if (failure is null && !refs.ContainsKey(reference)) gone.Add(reference);
        }

        return [.. entries.Select(entry => IsOnItsWayToAnotherBranch(entry) && gone.Contains(entry.Attempt!.Ref)
            ? Redirected(entry, entry.Attempt with { Ref = branch.Ref }, trace)
            : entry)];
    }

    private bool IsOnItsWayToAnotherBranch(JournalEntry entry) => entry.Attempt is { Remote: not null } attempt
        && attempt.Remote == branch.Remote && attempt.Ref != branch.Ref && !HandoffBranch.IsHandoff(attempt.Ref);

    /// <summary>An entry that cannot be written stays as it is, and holds up no other.</summary>
    private JournalEntry Redirected(JournalEntry entry, Attempt attempt, PublishTrace trace)
    {
        try
        {
            return place.Attempted(entry, attempt);
        }
        catch (Exception exception) when (BatchPublisher.IsExpected(exception))
        {
            trace.Keep(exception.Message);
            return entry;
        }
    }

    /// <summary>Many handoffs whose pushes stayed unanswered are looked for all at once; each on its own would cost a connection.</summary>
    /// <returns>Those that are still to be published.</returns>
    private async Task<IEnumerable<JournalEntry>> SettleAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        JournalEntry[] unanswered =
            [.. entries.Where(entry => entry.Attempt is { Commits: [_, ..] } attempt && HandoffBranch.IsHandoff(attempt.Ref))];
        if (unanswered.DistinctBy(entry => entry.Attempt!.Ref).Count() < 2) return entries;
        // Where it fails, each group finds out for itself, and says so.
        (IReadOnlyList<JournalEntry> landed, _) = await _check.FindHandedOffAsync(unanswered, cancellation);
        foreach (JournalEntry entry in landed) place.Delete(entry);
        return entries.Except(landed);
    }
}
