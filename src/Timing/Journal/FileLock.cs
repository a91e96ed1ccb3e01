using System.Runtime.InteropServices;

namespace BuildTiming.Journal;

/// <summary>An advisory lock of the operating system on a file that is otherwise empty.</summary>
/// <remarks>
/// .NET opens a file shared with nobody by flock(2) on Unix and by the share mode on Windows. It ends with the process, however that ends, and
/// no child inherits it (close-on-exec). The file stays: deleting it would let two processes hold locks on two files of one name.
/// </remarks>
internal static class FileLock
{
    /// <summary>Held until disposed; null while another holds it, be it in this process.</summary>
    /// <exception cref="IOException">The lock's file cannot be opened.</exception>
    public static FileStream? TryAcquire(string folder, string name)
    {
        DurableFile.CreateFolder(folder);
        try
        {
            return DurableFile.Create(Path.Combine(folder, name), FileMode.OpenOrCreate);
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>Whether it is the lock that stands in the way, and not a full disk or the like, for which nobody need wait.</summary>
    private static bool IsHeldByAnother(IOException exception)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        const int wouldBlockOnLinux = 11;
        const int wouldBlockOnMacOS = 35;
        return exception.HResult == (OperatingSystem.IsWindows() ? sharingViolation
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? wouldBlockOnMacOS : wouldBlockOnLinux);
    }
}
