using System.Runtime.InteropServices;

namespace BuildTiming.Processes;

/// <summary>The addresses that this process takes, which a system may limit (<c>ulimit -v</c>).</summary>
internal static partial class AddressSpace
{
    /// <summary>
    /// Keeps to one arena of memory; to be called before there are many threads. Glibc gives each thread one of its own, 64 MiB of
    /// addresses that are hardly used: where addresses are few, the runtime then ends this process in the middle of a phase.
    /// </summary>
    public static void Spare()
    {
        const int mostArenas = -8;
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetOption(mostArenas, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, without arenas.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
