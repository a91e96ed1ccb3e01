using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Files;

/// <summary>The system calls on files that .NET does not offer.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class NativeFiles
{
    private const int Interrupted = 4;
    private const int InputOutputError = 5;
    private const int NoSpaceLeft = 28;

    /// <summary>The length of what <see cref="TryReadStatus"/> reads.</summary>
    public const int StatusLength = 256;

    /// <summary>Makes the names in a folder durable, as <see cref="FileStream.Flush(bool)"/> does for a file's content.</summary>
    /// <remarks>File systems that cannot (network shares, some mounts) say so by an error of their own, which is passed over.</remarks>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public static void SyncFolder(string folder)
    {
        const int readOnly = 0;
        int descriptor = Open(folder, readOnly);
        if (descriptor < 0) return;

        int error = Sync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (error is InputOutputError or NoSpaceLeft)
            throw new IOException($"Cannot flush {folder} to disk: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Opens an existing file without any lock on it; .NET takes one with every file that it opens.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        const int readAndWrite = 2;
        int notForChildren = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
        int descriptor = Open(path, readAndWrite | notForChildren);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"Cannot open {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Waits until nobody else has a lock on the file, and takes it: it is given back when the handle is closed.</summary>
    /// <exception cref="IOException">The file's system knows no locks.</exception>
    public static void Lock(SafeFileHandle file)
    {
        const int exclusively = 2;
        while (Lock(file, exclusively) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw new IOException($"Cannot lock a file: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Takes the lock on the file, if nobody else has one; true as well where the file's system knows no locks.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        const int exclusivelyAndAtOnce = 2 | 4;
        int wouldBlock = OperatingSystem.IsLinux() ? 11 : 35;
        return Lock(file, exclusivelyAndAtOnce) == 0 || Marshal.GetLastPInvokeError() != wouldBlock;
    }

    /// <summary>The number of the user as whom this process acts.</summary>
    public static uint CurrentUser() => EffectiveUser();

    /// <summary>
    /// Reads the status of a path itself, links not followed, as a <c>struct statx</c>; false where there is none to be had.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static bool TryReadStatus(string path, Span<byte> status)
    {
        const int currentFolder = -100;
        const int noLinks = 0x100;
        const uint basics = 0x7ff;
        try
        {
            return Status(currentFolder, path, noLinks, basics, ref MemoryMarshal.GetReference(status)) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return false;
        }
    }

    /// <summary>Changes the owner of an open file, if the system lets us.</summary>
    public static void ChangeOwner(SafeFileHandle file, uint user, uint group) => _ = Change(file, user, group);

    /// <summary>Changes the owner of a path itself, links not followed, if the system lets us.</summary>
    public static void ChangeOwner(string path, uint user, uint group) => _ = ChangeOfPath(path, user, group);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int Change(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ChangeOfPath(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
