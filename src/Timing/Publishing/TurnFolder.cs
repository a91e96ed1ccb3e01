using System.Runtime.Versioning;
using BuildTiming.Files;

namespace BuildTiming.Publishing;

/// <summary>A folder for locks between the processes of one user, which no other user can have made or can get into.</summary>
/// <remarks>
/// In a folder that everybody may write, a name that is known beforehand can be taken by anybody: as a link that leads elsewhere, or as a
/// lock that is never given back.
/// </remarks>
internal static class TurnFolder
{
    private const string Name = "build-timing";

    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The folder, created where it is missing; null where there is none that can be trusted.</summary>
    public static string? Find()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data
                ? Path.Combine(data, Name)
                : null;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Find(Below("XDG_RUNTIME_DIR"), Below("XDG_CACHE_HOME") ?? (home.Length > 0 ? Path.Combine(home, ".cache") : null));
    }

    /// <summary>
    /// The folder in the first of two that is the user's own: https://specifications.freedesktop.org/basedir-spec/latest/.
    /// </summary>
    /// <param name="runtime">To be the user's own with mode 0700; gone with the last session.</param>
    /// <param name="cache">The user's folder for what can be made again.</param>
    [UnsupportedOSPlatform("windows")]
    internal static string? Find(string? runtime, string? cache) =>
        runtime is not null && IsPrivate(runtime) ? Checked(runtime) : cache is not null ? Checked(cache) : null;

    private static string? Below(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } path && Path.IsPathFullyQualified(path) ? path : null;

    [UnsupportedOSPlatform("windows")]
    private static bool IsPrivate(string folder) =>
        FileOwner.Of(folder) is { } owner && owner.IsFolderOfOurs() && (owner.Mode & ForOthers) == 0;

    /// <summary>Our folder in there, if both are ours alone to write.</summary>
    [UnsupportedOSPlatform("windows")]
    private static string? Checked(string parent)
    {
        if (FileOwner.Of(parent) is { } before && !before.IsFolderOfOurs()) return null;
        string folder = Path.Combine(parent, Name);
        try
        {
            DurableFile.CreateFolder(folder, FileRights.Private);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return FileOwner.Of(parent) is { } above && above.IsFolderOfOurs() && FileOwner.Of(folder) is { } own && own.IsFolderOfOurs()
            ? folder
            : null;
    }
}
