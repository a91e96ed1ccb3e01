using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Publishing;

/// <summary>Finds out what became of pushes whose outcome stayed unknown.</summary>
/// <remarks>
/// A commit that was handed to a push is in the branch's history or it is not: that tells exactly, also when another run wrote an equal
/// row. Only where the branch's history was rewritten since, the row's exact line in the file decides.
/// </remarks>
internal sealed class AttemptCheck(RegistryBranch branch)
{
    /// <summary>Those of the attempted entries whose rows are where they belong, or why that could not be found out.</summary>
    public async Task<(IReadOnlyList<JournalEntry> Landed, PublishOutcome? Failure)> FindLandedAsync(
        IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var landed = new List<JournalEntry>();
        foreach (IGrouping<(string? Remote, string Ref), JournalEntry> group in entries.Where(entry => entry.Attempt is not null)
                     .GroupBy(entry => (entry.Attempt!.Remote, entry.Attempt.Ref)))
        {
            (IReadOnlyList<JournalEntry> found, PublishOutcome? failure) = HandoffBranch.IsHandoff(group.Key.Ref)
                ? await OfHandoffAsync(group.Key.Ref, [.. group], cancellation)
                : await OfBranchAsync(group.Key, [.. group], cancellation);
            if (failure is not null) return ([], failure);
            landed.AddRange(found);
        }

        return (landed, null);
    }

    /// <summary>
    /// Whether an earlier push of any of the rows is in the history that is about to be built on. It may have arrived since it was looked for,
    /// and a commit on top of it would bring its rows a second time, without any race to lose.
    /// </summary>
    public async Task<bool> HasArrivedAsync(string? tip, IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        if (tip is null) return false;
        foreach (JournalEntry entry in entries.Where(entry => entry.Attempt?.Commits is [_, ..]))
        {
            if (await StandsAsync(tip, entry, cancellation)) return true;
        }

        return false;
    }

    private async Task<(IReadOnlyList<JournalEntry>, PublishOutcome?)> OfBranchAsync(
        (string? Remote, string Ref) target, JournalEntry[] entries, CancellationToken cancellation)
    {
        RegistryBranch attempted = branch with { Name = HandoffBranch.NameOf(target.Ref), Remote = target.Remote ?? branch.Remote };
        (string? tip, PublishOutcome? failure) = target.Remote is null
            ? (await attempted.ResolveAsync(target.Ref, cancellation), null)
            : await new RemoteBranch(attempted).FetchTipAsync(cancellation);
        if (failure is not null || tip is null) return ([], failure);

        var landed = new List<JournalEntry>();
        foreach (JournalEntry entry in entries)
        {
            if (await StandsAsync(tip, entry, cancellation)) landed.Add(entry);
        }

        return (landed, null);
    }

    private async Task<bool> StandsAsync(string tip, JournalEntry entry, CancellationToken cancellation)
    {
        foreach (string commit in entry.Attempt!.Commits)
        {
            if (await branch.ContainsAsync(tip, commit, cancellation)) return true;
        }

        if (entry.Attempt.Base is { } parent && await branch.ContainsAsync(tip, parent, cancellation)) return false;
        GitResult file = await branch.Git.RunAsync(["cat-file", "blob", $"{tip}:{RegistryPath.Of(entry.Start.Folder)}"], cancellation);
        // 128: the tip has no such file. Anything else is no answer.
        if (file.ExitCode is not (0 or 128)) throw new GitCommandException("cat-file", file.ExitCode, file.Complaint);
        return file.Output.Split('\n').Any(line => line.TrimEnd('\r') == TimingCsv.FormatLine(entry.Row!));
    }

    /// <summary>A handoff has landed when its branch is on the remote, or when a commit of the registry says that it was merged.</summary>
    private async Task<(IReadOnlyList<JournalEntry>, PublishOutcome?)> OfHandoffAsync(
        string reference, JournalEntry[] entries, CancellationToken cancellation)
    {
        var remote = new RemoteBranch(branch with { Remote = entries[0].Attempt!.Remote ?? branch.Remote });
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await remote.ListAsync(reference, cancellation);
        if (failure is not null) return ([], failure);
        if (refs.ContainsKey(reference)) return (entries, null);

        (string? tip, failure) = await remote.FetchTipAsync(cancellation);
        if (failure is not null || tip is null) return ([], failure);
        string merged = await branch.Git.RequireAsync(
            ["rev-list", "-1", "--fixed-strings", $"--grep={CommitMessage.HandoffTrailer}: {HandoffBranch.NameOf(reference)}", tip], cancellation);
        return (merged.Length > 0 ? entries : [], null);
    }
}
