using System.Globalization;
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
        if (StartTime(pid) is { } found) return found == startTime ? ProcessState.Alive : ProcessState.Gone;

        // Nothing to read is no proof: /proc can be mounted so that it hides other users' processes (hidepid).
        return ReadStat(pid) is null && NativeProcesses.Exists(pid) ? ProcessState.Unknown : ProcessState.Gone;
    }

    /// <summary>The process's start in ticks since boot; null when there is no such process, or only its zombie.</summary>
    public static string? StartTime(int pid) => ReadStat(pid) is { } stat ? ParseStartTime(stat) : null;

    /// <summary>Field 22 of a <c>stat</c> line; null for a zombie or a dead process.</summary>
    /// <remarks>
    /// Field 2, the program's name in parentheses, may itself hold spaces and parentheses: the fields count from its last one.
    /// </remarks>
    internal static string? ParseStartTime(string stat)
    {
        string[] fromField3 = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fromField3 is [not ("Z" or "X" or "x"), ..] && fromField3.Length > 19 ? fromField3[19] : null;
    }

    private static string? ReadStat(int pid)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
