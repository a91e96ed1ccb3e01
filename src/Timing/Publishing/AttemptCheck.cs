using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

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

    /// <summary>Those of the attempted entries whose rows are where they belong, or why that could not be found out.</summary>
    public async Task<(IReadOnlyList<JournalEntry> Landed, PublishOutcome? Failure)> FindLandedAsync(
        IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var landed = new List<JournalEntry>();
        foreach (IGrouping<(string? Remote, string Ref), JournalEntry> group in entries.Where(entry => entry.Attempt is not null)
                     .GroupBy(entry =>
                         (entry.Attempt!.Remote, HandoffBranch.IsHandoff(entry.Attempt.Ref) ? HandoffBranch.RefPrefix : entry.Attempt.Ref)))
        {
            (IReadOnlyList<JournalEntry> found, PublishOutcome? failure) = group.Key.Ref == HandoffBranch.RefPrefix
                ? await OfHandoffsAsync(group.Key.Remote, [.. group], cancellation)
                : await OfBranchAsync(group.Key, [.. group], cancellation);
            if (failure is not null) return ([], failure);
            landed.AddRange(found);
        }

        return (landed, null);
    }

    /// <summary>
    /// Whether an earlier push of any of the rows is in the history that is about to be built on. It may have arrived since it was looked
    /// for, and a commit on top of it would bring its rows a second time, without any race to lose.
    /// </summary>
    public async Task<bool> HasArrivedAsync(string? tip, IEnumerable<JournalEntry> entries, CancellationToken cancellation) =>
        tip is not null
        && (await StandingAsync(tip, [.. entries.Where(entry => entry.Attempt?.Commits is [_, ..])], cancellation)).Count > 0;

    private async Task<(IReadOnlyList<JournalEntry>, PublishOutcome?)> OfBranchAsync(
        (string? Remote, string Ref) target, JournalEntry[] entries, CancellationToken cancellation)
    {
        RegistryBranch attempted = branch with { Name = HandoffBranch.NameOf(target.Ref), Remote = target.Remote ?? branch.Remote };
        (string? tip, PublishOutcome? failure) = target.Remote is null
            ? (await attempted.ResolveAsync(target.Ref, cancellation), null)
            : await new RemoteBranch(attempted).FetchTipAsync(cancellation);
        return failure is not null || tip is null ? ([], failure) : (await StandingAsync(tip, entries, cancellation), null);
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
