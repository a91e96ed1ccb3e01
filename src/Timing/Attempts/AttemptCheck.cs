using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Registry.History;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Attempts;

/// <summary>Finds out what became of pushes whose outcome stayed unknown: of all of them by the same few questions.</summary>
/// <remarks>
/// A commit that was handed to a push is in the branch's history or it is not: that tells exactly, also when another run wrote an equal
/// row. Where the branch's history was rewritten since, the run's name in a commit tells; where that is gone too, the row's exact line, as
/// far as it is no other run's.
/// </remarks>
internal sealed class AttemptCheck(RegistryBranch branch, PhaseJournal journal)
{
    private readonly RegistryHistory _history = new(branch);
    private readonly LineCheck _lines = new(branch, journal);

    /// <summary>Those of the handed-off entries whose rows are where they belong, or why that could not be found out.</summary>
    public async Task<(IReadOnlyList<JournalEntry> Landed, PublishOutcome? Failure)> FindHandedOffAsync(
        IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var landed = new List<JournalEntry>();
        foreach (IGrouping<string?, JournalEntry> group in entries.Where(entry => entry.Attempt is not null)
            .GroupBy(entry => entry.Attempt!.Remote))
        {
            (IReadOnlyList<JournalEntry> found, PublishOutcome? failure) = await OfHandoffsAsync(group.Key, [.. group], cancellation);
            if (failure is not null) return ([], failure);
            landed.AddRange(found);
        }

        return (landed, null);
    }

    /// <summary>
    /// Finds out what became of a batch's earlier pushes, from the very tip that the next commit is built on: one that is in its history
    /// has landed. One that was built on another tip has failed for good, for a branch is moved only from the commit that a push was built
    /// on. One that was built on this tip may still arrive: then the next push fails, as of two pushes on one tip one does.
    /// </summary>
    /// <param name="tip">The branch's commit; null where there is no such branch.</param>
    /// <param name="batch">Told of what has landed and of what has failed; what may still arrive stays uncertain.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task SettleAsync(string? tip, PublishBatch batch, CancellationToken cancellation)
    {
        JournalEntry[] asked = [.. batch.Entries.Where(entry => entry.Attempt?.Commits is [_, ..])];
        if (tip is null || asked.Length == 0) return;
        IReadOnlyList<JournalEntry> landed = await StandingAsync(tip, asked, cancellation);
        batch.Landed(landed);
        batch.Failed(asked.Except(landed).Where(entry => entry.Attempt!.Base != tip));
    }

    /// <summary>A handoff has landed when its branch is on the remote, or when the registry tells that it was merged.</summary>
    private async Task<(IReadOnlyList<JournalEntry>, PublishOutcome?)> OfHandoffsAsync(
        string? name, JournalEntry[] entries, CancellationToken cancellation)
    {
        var remote = new RemoteBranch(branch with { Remote = name ?? branch.Remote });
        string[] asked = [.. entries.Select(entry => entry.Attempt!.Ref).Distinct()];
        string pattern = asked is [var only] ? only : HandoffBranch.RefPrefix + "*";
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await remote.ListAsync(pattern, cancellation);
        if (failure is not null) return ([], failure);

        JournalEntry[] waiting = [.. entries.Where(entry => refs.ContainsKey(entry.Attempt!.Ref))];
        JournalEntry[] gone = [.. entries.Except(waiting)];
        if (gone.Length == 0) return (waiting, null);
        (string? tip, failure) = await remote.FetchTipAsync(cancellation);
        if (failure is not null) return ([], failure);
        return ([.. waiting, .. tip is null ? [] : await StandingAsync(tip, gone, cancellation)], null);
    }

    /// <summary>Those of the entries whose rows are in the history of a tip.</summary>
    private async Task<IReadOnlyList<JournalEntry>> StandingAsync(
        string tip, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        IReadOnlyList<JournalEntry> known = await KnownAsync(tip, entries, cancellation);
        JournalEntry[] others = [.. entries.Except(known)];
        return others.Length == 0
            ? known
            : [.. known, .. await _lines.FindAsync(tip, others, some => KnownAsync(tip, some, cancellation), cancellation)];
    }

    /// <summary>Those of the entries whose commit, or whose run's name, is in the history of a tip.</summary>
    private async Task<IReadOnlyList<JournalEntry>> KnownAsync(
        string tip, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0) return [];
        IReadOnlySet<string> commits = await _history.HoldsAsync(tip, entries.SelectMany(entry => entry.Attempt!.Commits), cancellation);
        JournalEntry[] held = [.. entries.Where(entry => entry.Attempt!.Commits.Any(commits.Contains))];
        if (held.Length == entries.Count) return held;
        IReadOnlySet<string> names = await _history.NamesAsync(tip, cancellation);
        return [.. held, .. entries.Except(held).Where(entry => NamesOf(entry).Any(names.Contains))];
    }

    private static IEnumerable<string> NamesOf(JournalEntry entry)
    {
        yield return $"{CommitMessage.RunTrailer}: {entry.RunId}";
        if (HandoffBranch.IsHandoff(entry.Attempt!.Ref))
            yield return $"{CommitMessage.HandoffTrailer}: {HandoffBranch.NameOf(entry.Attempt.Ref)}";
    }
}
