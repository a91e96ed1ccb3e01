using BuildTiming.Journal.Unfinished;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming.Output;

/// <summary>Names, at the end of a run, what is left that it can neither publish nor judge: how old it is, and what to do.</summary>
internal sealed class JournalReport(BuildTimingSession session, TimingOptions options, TimeProvider clock)
{
    /// <summary>Says what is left, if anything is.</summary>
    public void WriteLeftovers(ICakeContext context)
    {
        try
        {
            IEnumerable<Leftover> all = session.FindLeftovers();
            foreach (IGrouping<(LeftoverKind, string?), Leftover> group in all.GroupBy(left => (left.Kind, GroupOf(left))))
                context.Log.Warn(Describe([.. group]));
        }
        catch (Exception exception)
        {
            // The boundary: what is said of the journal never changes the outcome of a build.
            context.Log.Warn($"The journal could not be looked through: {exception.Message}");
        }
    }

    /// <summary>Says of rows of this run that they could not be recorded at all, and what they are.</summary>
    public void WriteUnrecorded(ICakeContext context)
    {
        IReadOnlyList<string> rows = session.RecordAgain();
        if (rows.Count == 0) return;
        context.Log.Warn("Not recorded, also when tried again at the end of this run. "
            + "The next run records these with exit code 137 if their start was noted:\n"
            + string.Join('\n', rows.Select(row => "  " + row)));
    }

    private static string? GroupOf(Leftover left) => left.Kind == LeftoverKind.OtherHost ? left.Host : Path.GetDirectoryName(left.Path);

    private string Describe(Leftover[] group)
    {
        string age = Age(clock.GetUtcNow() - group[0].Since);
        string entries = group.Length == 1 ? $"1 entry ({age} old)" : $"{group.Length} entries (the oldest {age} old)";
        string folder = Path.GetDirectoryName(group[0].Path)!;
        return group[0].Kind switch
        {
            LeftoverKind.OtherHost => $"The journal holds {entries} of unfinished runs of the host {group[0].Host}, "
                + "which may still be at work."
                + (options.AdoptCommand is { } adopt ? $" If it is gone, record them with:\n  {adopt(group[0].Host!)}" : ""),
            LeftoverKind.NewerFormat => $"The journal {folder} holds {entries} of a newer version of this host. "
                + "Publish with that version: run CommitTimings in the worktree that has it.",
            LeftoverKind.NotReadable => $"The journal holds {entries} that this user may not read: {group[0].Path}. "
                + "A run of its owner, or of root, publishes what is in there.",
            _ => $"The journal has set aside {entries} that could not be read: {folder}. "
                + "Each may stand for one run: look at it, and delete it when it is dealt with.",
        };
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{(int)age.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)age.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)age.TotalMinutes} minutes",
        _ => "a moment",
    };
}
