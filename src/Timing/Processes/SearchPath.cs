namespace BuildTiming.Processes;

/// <summary>Looks programs up in the folders of PATH, as a shell would.</summary>
/// <remarks>An empty entry, which shells take for the current directory, names no folder here.</remarks>
internal static class SearchPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The file of a program that can be started, the first on the path; null where there is none.</summary>
    /// <param name="program">The program's name, without an extension.</param>
    /// <param name="path">The folders; null for this process's own PATH.</param>
    public static string? Find(string program, string? path = null) => Candidates(program, path).FirstOrDefault(IsExecutable);

    /// <summary>Where a program of that name would be, folder after folder, whether it is there or not.</summary>
    /// <inheritdoc cref="Find"/>
    public static IEnumerable<string> Candidates(string program, string? path = null)
    {
        string file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (path ?? Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file));
    }

    /// <summary>The file is there, and somebody may execute it.</summary>
    public static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (ModeOf(file) & AnyExecute) != 0);

    // Of a link, what counts is the file that it leads to.
    private static UnixFileMode ModeOf(string file) =>
        OperatingSystem.IsWindows()
        ? UnixFileMode.None
        : File.GetUnixFileMode(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);
}
