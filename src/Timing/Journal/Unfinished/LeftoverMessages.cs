namespace BuildTiming.Journal.Unfinished;

/// <summary>Says of what is left in a journal how old it is, and what to do: one message for all that is alike.</summary>
/// <param name="now">The time.</param>
/// <param name="adoptCommand">The command that records the unfinished runs of a host that is gone; null where there is none.</param>
/// <param name="publishCommand">The command that publishes what is in the journal; null where there is none.</param>
internal sealed class LeftoverMessages(DateTimeOffset now, Func<string, string>? adoptCommand, string? publishCommand)
{
    /// <summary>The messages, those of the oldest first.</summary>
    public IReadOnlyList<string> Of(IReadOnlyCollection<Leftover> all) => all.Count == 0
        ? [] // Nearly always, and no grouping is made for it.
        : [.. all.GroupBy(left => (left.Kind, GroupOf(left))).Select(group => Describe([.. group]))];

    private static string? GroupOf(Leftover left) => left.Kind == LeftoverKind.OtherHost ? left.Host : Path.GetDirectoryName(left.Path);

    private string Describe(Leftover[] group)
    {
        string age = Age(now - group[0].Since);
        string entries = group.Length == 1 ? $"1 entry ({age} old)" : $"{group.Length} entries (the oldest {age} old)";
        string folder = Path.GetDirectoryName(group[0].Path)!;
        return group[0].Kind switch
        {
            LeftoverKind.OtherHost => $"The journal holds {entries} of unfinished runs of the host {group[0].Host}, "
                + "which may still be at work."
                + (adoptCommand is null ? "" : $" If it is gone, record them with:\n  {adoptCommand(group[0].Host!)}"),
            LeftoverKind.NewerFormat => $"The journal {folder} holds {entries} of a newer version of this host. "
                + "The next run of that version publishes them"
                + (publishCommand is null ? "." : $"; so does, in the worktree that has it:\n  {publishCommand}"),
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
