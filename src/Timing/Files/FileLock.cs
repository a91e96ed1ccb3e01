using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Files;

/// <summary>An advisory lock of the operating system on a file that is otherwise empty.</summary>
/// <remarks>
/// It is flock(2) on Unix and the share mode on Windows. It ends with the process, however that ends,
/// and no child inherits it (close-on-exec). The file stays: deleting it would let two processes hold locks on two files of one name.
/// </remarks>
internal static class FileLock
{
    private const int ShortestWaitInMilliseconds = 20;
    private const int LongestWaitInMilliseconds = 60;

    /// <summary>All that the waiting thread does is one system call.</summary>
    private const int StackSize = 128 * 1024;

    /// <summary>Held until disposed; null while another holds it, be it in this process.</summary>
    /// <exception cref="IOException">The lock's file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static IDisposable? TryAcquire(string folder, string name, FileRights rights)
    {
        DurableFile.CreateFolder(folder, rights);
        try
        {
            return Locked(DurableFile.OpenOrCreate(Path.Combine(folder, name), rights));
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>
    /// The runtime may have been told to leave locks out (DOTNET_SYSTEM_IO_DISABLEFILELOCKING): these are no matter of taste.
    /// </summary>
    private static FileStream? Locked(FileStream file)
    {
        if (OperatingSystem.IsWindows() || NativeFiles.TryLock(file.SafeFileHandle)) return file;
        file.Dispose();
        return null;
    }

    /// <summary>Held until disposed, as soon as those who came before are done with it.</summary>
    /// <param name="folder">The folder of the lock's file.</param>
    /// <param name="name">The lock's file.</param>
    /// <param name="rights">The rights of both, where they are to be created.</param>
    /// <param name="clock">Measures the waits where the system cannot be asked to wake the next one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    /// <exception cref="IOException">The lock's file cannot be opened.</exception>
    public static async Task<IDisposable> AcquireAsync(
        string folder, string name, FileRights rights, TimeProvider clock, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (TryAcquire(folder, name, rights) is { } free) return free;
        return OperatingSystem.IsWindows()
            ? await AskAsync(folder, name, rights, clock, cancellation)
            : await QueueAsync(Path.Combine(folder, name), cancellation);
    }

    /// <summary>
    /// Waits in the kernel's queue for the file: whoever is next gets the lock at once, and until then costs nothing. Dozens of processes
    /// that ask again and again take the processors from the one whose turn it is.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static async Task<IDisposable> QueueAsync(string path, CancellationToken cancellation)
    {
        SafeFileHandle file = NativeFiles.Open(path);
        var granted = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new Thread(() => Wait(file, granted), StackSize) { IsBackground = true, Name = "lock " + Path.GetFileName(path) };
        waiting.Start();
        await using CancellationTokenRegistration registration = cancellation.Register(() => granted.TrySetCanceled(cancellation));
        return await granted.Task;
    }

    /// <summary>
    /// No thread can be called back from a system call: a lock that comes when nobody waits for it any longer is given back.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static void Wait(SafeFileHandle file, TaskCompletionSource<IDisposable> granted)
    {
        try
        {
            NativeFiles.Lock(file);
            if (!granted.TrySetResult(file)) file.Dispose();
        }
        catch (IOException exception)
        {
            file.Dispose();
            granted.TrySetException(exception);
        }
    }

    private static async Task<IDisposable> AskAsync(
        string folder, string name, FileRights rights, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            // The jitter keeps those who wait from asking in step.
            int wait = Random.Shared.Next(ShortestWaitInMilliseconds, LongestWaitInMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(wait), clock, cancellation);
            if (TryAcquire(folder, name, rights) is { } acquired) return acquired;
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
