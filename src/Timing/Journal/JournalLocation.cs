namespace BuildTiming.Journal;

/// <summary>Where a repository's journal is.</summary>
internal static class JournalLocation
{
    /// <summary>The journal's folder in the git directory.</summary>
    public const string Folder = "build-timings";

    private const string Application = "build-timing";
    private const string KindOfFolder = "journals";

    /// <summary>
    /// The user's own folder for a repository whose git directory the user cannot write: below the state folder of the XDG specification
    /// (https://specifications.freedesktop.org/basedir-spec/latest/), named by the git directory's path. Null where the user has none.
    /// </summary>
    public static UserFolder? OfUser(string gitDirectory) => StateFolder() is { } state
        ? new UserFolder(Path.Combine(state, Application, KindOfFolder), Path.TrimEndingDirectorySeparator(gitDirectory))
        : null;

    private static string? StateFolder()
    {
        // The specification: a path that is not absolute is to be ignored.
        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } state && Path.IsPathFullyQualified(state)) return state;
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data ? data : null;
        return Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
            ? Path.Combine(home, ".local", "state")
            : null;
    }
}
