using System.Runtime.Versioning;

namespace BuildTiming.Files;

/// <summary>Gives back what root has created among somebody else's files, who could not write it any more.</summary>
internal static class Ownership
{
    private const uint Root = 0;

    /// <summary>
    /// Gives what root has created below a folder to the folder's owner; elsewhere than as root on Linux it does nothing.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parts">The folders in it that are looked through; of the folder itself only the files are.</param>
    public static void GiveBack(string folder, IEnumerable<string> parts)
    {
        if (!OperatingSystem.IsLinux() || NativeFiles.CurrentUser() != Root) return;
        if (FileOwner.Of(folder) is not { IsFolder: true } owner || owner.User == Root) return;
        foreach (string file in Entries(folder).Where(path => FileOwner.Of(path) is { IsFolder: false })) Give(file, owner);
        foreach (string part in parts) GiveAll(Path.Combine(folder, part), owner);
    }

    [SupportedOSPlatform("linux")]
    private static void GiveAll(string path, FileOwner owner)
    {
        // The folder first: whatever becomes of the rest, its owner can write in it.
        Give(path, owner);
        if (FileOwner.Of(path) is not { IsFolder: true }) return;
        foreach (string inner in Entries(path)) GiveAll(inner, owner);
    }

    [SupportedOSPlatform("linux")]
    private static void Give(string path, FileOwner owner)
    {
        if (FileOwner.Of(path) is not { User: Root } found) return;
        // A file of another name as well may be anybody's: its other name may stand anywhere.
        if (found.IsFolder || found.Links == 1) NativeFiles.ChangeOwner(path, owner.User, owner.Group);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, as git's own files come and go.
            return [];
        }
    }
}
