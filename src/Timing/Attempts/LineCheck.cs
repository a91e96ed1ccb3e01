using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Registry.History;
using BuildTiming.Rows;

namespace BuildTiming.Attempts;

/// <summary>Decides by lines, where the history was rewritten and no commit names the runs any more.</summary>
/// <remarks>
/// Each line stands for one run. So all runs of the journal that have an equal row on its way to the same branch are looked at together,
/// and the ones that no line is left for go on from this tip: the lines up to it are other runs'.
/// </remarks>
internal sealed class LineCheck(RegistryBranch branch, PhaseJournal journal)
{
    private readonly NamelessLines _nameless = new(branch);

    /// <summary>Those of the entries that a line of the tip stands for.</summary>
    /// <param name="tip">The branch's commit.</param>
    /// <param name="entries">Entries that nothing else tells of.</param>
    /// <param name="known">Tells which of some entries something else tells of.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task<IReadOnlyList<JournalEntry>> FindAsync(
        string tip, IReadOnlyList<JournalEntry> entries, Func<IReadOnlyList<JournalEntry>, Task<IReadOnlyList<JournalEntry>>> known,
        CancellationToken cancellation)
    {
        JournalEntry[] writable = [.. entries.Where(entry => RegistryPath.IsFolderName(entry.Start.Folder))];
        await using var lines = new RegistryLines(branch, writable.Select(entry => KeyOf(entry).Line), cancellation);
        var present = new List<JournalEntry>();
        foreach (JournalEntry entry in writable)
        {
            if (await lines.CountAsync(tip, KeyOf(entry).Path, KeyOf(entry).Line) > 0) present.Add(entry);
        }

        if (present.Count == 0) return [];
        JournalEntry[] equals = EqualsOf(present);
        JournalEntry[] contenders = [.. present, .. equals.Except(await known(equals))];
        IDictionary<(string Path, string Line), int> nameless =
            await _nameless.CountAsync(tip, contenders.Min(entry => entry.Start.Start), cancellation);
        HashSet<string> found = [];
        foreach (IGrouping<(string Path, string Line), JournalEntry> equal in contenders.GroupBy(KeyOf))
        {
            IReadOnlyList<JournalEntry> standing =
                await DivideAsync(lines, tip, equal, nameless.TryGetValue(equal.Key, out int count) ? count : 0);
            if (standing.Count > 0) GoOnFrom(tip, equal.Except(standing));
            found.UnionWith(standing.Select(entry => entry.RunId));
        }

        return [.. present.Where(entry => found.Contains(entry.RunId))];
    }

    /// <summary>
    /// A run can have written only lines that came after the commit that its push was built on. Given out in the order of those commits,
    /// the lines go to as many runs as they can be of.
    /// </summary>
    private async Task<IReadOnlyList<JournalEntry>> DivideAsync(
        RegistryLines lines, string tip, IGrouping<(string Path, string Line), JournalEntry> equal, int nameless)
    {
        int count = await lines.CountAsync(tip, equal.Key.Path, equal.Key.Line);
        var contenders = new List<(JournalEntry Entry, int Before)>();
        foreach (JournalEntry entry in equal)
        {
            string? start = journal.Find(entry.RunId)?.Attempt?.Base;
            contenders.Add((entry, start is null ? 0 : await lines.CountAsync(start, equal.Key.Path, equal.Key.Line)));
        }

        var standing = new List<JournalEntry>();
        int next = 0;
        foreach ((JournalEntry entry, int before) in contenders.OrderBy(contender => contender.Before)
            .ThenBy(contender => contender.Entry.RunId, StringComparer.Ordinal))
        {
            int line = Math.Max(next, before);
            if (line >= count || standing.Count >= nameless) break;
            standing.Add(entry);
            next = line + 1;
        }

        return standing;
    }

    /// <summary>Written down before the others are forgotten: no later look may give their lines away again.</summary>
    private void GoOnFrom(string tip, IEnumerable<JournalEntry> others)
    {
        foreach (JournalEntry other in others.Select(entry => journal.Find(entry.RunId)).OfType<JournalEntry>())
        {
            if (other.Attempt is { } attempt && attempt.Base != tip) journal.Attempted(other, attempt with { Base = tip });
        }
    }

    /// <summary>The journal's other runs with an equal row on its way to the same branch.</summary>
    private JournalEntry[] EqualsOf(IReadOnlyList<JournalEntry> entries)
    {
        HashSet<string> asked = [.. entries.Select(entry => entry.RunId)];
        HashSet<((string, string), (string?, string))> wanted = [.. entries.Select(entry => (KeyOf(entry), DestinationOf(entry.Attempt!)))];
        return
        [
            .. journal.Entries(_ => { }).Where(entry => entry is { Attempt: not null, Row: not null } && !asked.Contains(entry.RunId)
                && RegistryPath.IsFolderName(entry.Start.Folder) && wanted.Contains((KeyOf(entry), DestinationOf(entry.Attempt)))),
        ];
    }

    private static (string Path, string Line) KeyOf(JournalEntry entry) =>
        (RegistryPath.Of(entry.Start.Folder), TimingCsv.FormatLine(entry.Row!));

    /// <summary>Where the row ends up: a handoff is merged into the remote's branch.</summary>
    private (string? Remote, string Ref) DestinationOf(Attempt attempt) =>
        (attempt.Remote, HandoffBranch.IsHandoff(attempt.Ref) ? branch.Ref : attempt.Ref);
}
