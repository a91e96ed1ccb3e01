using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BuildTiming.Processes;

/// <summary>What .NET does not offer of the terminal that standard output is, or only after it has taken the terminal over.</summary>
/// <remarks>Linux only: elsewhere the requests and their structures are others.</remarks>
[SupportedOSPlatform("linux")]
internal static partial class NativeTerminal
{
    private const int StandardOutput = 1;

    /// <summary>Lines and columns of the terminal; zeros where they are not known.</summary>
    public static (int Lines, int Columns) Size()
    {
        const nuint getWindowSize = 0x5413;
        return Control(StandardOutput, getWindowSize, out WindowSize size) == 0 ? (size.Lines, size.Columns) : (0, 0);
    }

    /// <summary>
    /// The terminal's keys reach another process group than this process's: this one runs in the background. Also no where the terminal is
    /// not the one that controls this process.
    /// </summary>
    public static bool IsOthers() => ForegroundGroup(StandardOutput) is > 0 and var group && group != NativeProcesses.OwnGroup();

    /// <summary>A program reads single keys from the terminal, as those do that fill the whole screen.</summary>
    public static unsafe bool GivesSingleKeys()
    {
        // struct termios has 60 bytes: four words of flags, the fourth of them the local ones, then what differs between systems.
        const int size = 256, localFlags = 3;
        const uint canonical = 2;
        uint* modes = stackalloc uint[size / sizeof(uint)];
        return GetModes(StandardOutput, modes) == 0 && (modes[localFlags] & canonical) == 0;
    }

    /// <summary>The terminal, or the reader of the pipe, takes something at once: it is neither paused nor slow.</summary>
    public static bool IsReady() => NativePipes.IsWritable(StandardOutput);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, out WindowSize size);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static unsafe partial int GetModes(int descriptor, uint* modes);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Lines;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
