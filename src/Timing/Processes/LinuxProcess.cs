using System.Runtime.Versioning;

namespace BuildTiming.Processes;

/// <summary>What Linux tells of a process under <c>/proc</c> (proc_pid_stat(5), pid_namespaces(7)).</summary>
[SupportedOSPlatform("linux")]
internal static class LinuxProcess
{
    public static string BootId() => FirstLine("/proc/sys/kernel/random/boot_id");

    /// <summary>Empty where the system has none, as many container images do.</summary>
    public static string MachineId() => FirstLine("/etc/machine-id");

    public static string Namespace() => new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";

    public static ProcessState State(int pid, string startTime)
    {
        var status = ProcessStatus.Of(pid);
        if (status is { HasEnded: false }) return status.StartTime == startTime ? ProcessState.Alive : ProcessState.Gone;

        // Nothing to read is no proof: /proc can be mounted so that it hides other users' processes (hidepid).
        return status is null && NativeProcesses.Exists(pid) ? ProcessState.Unknown : ProcessState.Gone;
    }

    /// <summary>The process's start in ticks since boot; null when there is no such process, or only its zombie.</summary>
    public static string? StartTime(int pid) => ProcessStatus.Of(pid) is { HasEnded: false } status ? status.StartTime : null;

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault("").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
