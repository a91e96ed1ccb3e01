using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BuildTiming.Processes;

/// <summary>What .NET does not offer of pipes.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class NativePipes
{
    private const int Interrupted = 4;

    /// <summary>What a pipe holds at most, unless its writer has enlarged it.</summary>
    private const int UsualCapacity = 64 * 1024;

    /// <summary>Waits until there is something to read, or the other end is closed.</summary>
    public static void WaitUntilReadable(SafeHandle pipe)
    {
        const int withoutLimit = -1;
        while (Poll(pipe, withoutLimit) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }
    }

    /// <summary>How many bytes the pipe holds now; where that cannot be told, what it may hold, or 0 when it is empty.</summary>
    public static int Available(SafeHandle pipe)
    {
        if (Poll(pipe, milliseconds: 0) <= 0) return 0;
        // On Linux only: elsewhere functions with a variable number of arguments may be called in another way.
        const nuint bytesToRead = 0x541B;
        return OperatingSystem.IsLinux() && Control((int)pipe.DangerousGetHandle(), bytesToRead, out int count) == 0
            ? count
            : UsualCapacity;
    }

    /// <summary>The other end takes something at once: a write of a few bytes does not wait.</summary>
    public static bool IsWritable(int descriptor)
    {
        const short writable = 4;
        return Poll(descriptor, writable, milliseconds: 0) > 0;
    }

    private static int Poll(SafeHandle pipe, int milliseconds)
    {
        const short readable = 1;
        return Poll((int)pipe.DangerousGetHandle(), readable, milliseconds);
    }

    private static unsafe int Poll(int descriptor, short events, int milliseconds)
    {
        var request = new PollRequest { Descriptor = descriptor, Events = events };
        return Poll(&request, 1, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out int answer);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
