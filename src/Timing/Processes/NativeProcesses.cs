using System.Runtime.InteropServices;

namespace BuildTiming.Processes;

/// <summary>What .NET does not offer of POSIX signals and processes.</summary>
internal static partial class NativeProcesses
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int BrokenPipe = 13;
    public const int Terminate = 15;
    public const int FileTooLarge = 25;

    private const int NoSuchProcess = 3;
    private const int BecomeSubreaper = 36;

    /// <summary>SIGSTOP, whose number differs between Linux and the BSDs.</summary>
    public static int Stop => OperatingSystem.IsLinux() ? 19 : 17;

    /// <summary>SIGTSTP: a terminal's Ctrl-Z.</summary>
    public static int StopFromTerminal => OperatingSystem.IsLinux() ? 20 : 18;

    /// <summary>SIGCONT.</summary>
    public static int Continue => OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Sends a signal; a process that is gone, or is not ours to signal, is no error here.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Sends a signal to this thread: what it does to the process, it has done when this returns.</summary>
    public static void Raise(int signal) => _ = RaiseSignal(signal);

    /// <summary>Whether a process of that number exists, be it another user's.</summary>
    public static bool Exists(int process) =>
        process > 0 && (SendSignal(process, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess);

    /// <summary>Orphans of this process's descendants become its children instead of init's: they stay in sight (Linux only).</summary>
    public static void AdoptOrphans()
    {
        if (OperatingSystem.IsLinux()) _ = ProcessControl(BecomeSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Takes a child that has ended out of the table of processes; one that runs, or is no child, is left alone.</summary>
    public static void Reap(int process)
    {
        const int withoutWaiting = 1;
        _ = WaitForChild(process, out _, withoutWaiting);
    }

    /// <summary>Takes back that the parent had this signal ignored, as shells do for background jobs.</summary>
    public static void RestoreDefault(int signal) => _ = SetHandler(signal, 0);

    /// <summary>Runs the action with the signals blocked on this thread; what it starts has them blocked for good (Linux only).</summary>
    public static unsafe void WithBlocked(ReadOnlySpan<int> signals, Action action)
    {
        // sigset_t has 128 bytes, one bit a signal, with glibc and with musl.
        const int block = 0, replace = 2, size = 128 / sizeof(ulong);
        ulong* blocked = stackalloc ulong[size];
        ulong* before = stackalloc ulong[size];
        new Span<ulong>(blocked, size).Clear();
        foreach (int signal in signals) blocked[0] |= 1ul << (signal - 1);
        _ = SetMask(block, blocked, before);
        try
        {
            action();
        }
        finally
        {
            _ = SetMask(replace, before, null);
        }
    }

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitForChild(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int RaiseSignal(int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static unsafe partial int SetMask(int how, ulong* mask, ulong* before);
}
