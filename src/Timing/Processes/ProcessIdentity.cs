using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BuildTiming.Processes;

/// <summary>A process, named so that neither a number used again nor a restart nor another machine is taken for it.</summary>
/// <remarks>
/// A number means something within one process namespace of one machine only. Entries of containers that share a folder are
/// therefore told apart by that namespace: two containers may well have the same host name, and in each of them the host is process 1.
/// </remarks>
internal sealed record ProcessIdentity
{
    /// <summary>The process's number, as it sees itself.</summary>
    public required int Pid { get; init; }

    /// <summary>When it started, to be compared for equality only: ticks since boot on Linux, a point in time elsewhere.</summary>
    public required string StartTime { get; init; }

    /// <summary>The run of the kernel; empty where <see cref="StartTime"/> is a point in time and needs none.</summary>
    public required string BootId { get; init; }

    /// <summary>The machine: its host name and, where there is one, its machine id, since cloned machines share names.</summary>
    public required string Host { get; init; }

    /// <summary>The process namespace on Linux, for example <c>pid:[4026531836]</c>; empty elsewhere.</summary>
    public required string Namespace { get; init; }

    /// <summary>The machine's name alone, as people call it.</summary>
    public string HostName => Host.Split(' ')[0];

    /// <summary>This process.</summary>
    public static ProcessIdentity Current => Self.Value;

    private const string Ended = "ended";

    private static Lazy<ProcessIdentity> Self { get; } = new(Read);

    /// <summary>A process that this one has started; where it has ended already, one that no process of its number is taken for.</summary>
    public static ProcessIdentity Of(int process) => Current with
    {
        Pid = process,
        StartTime = (OperatingSystem.IsLinux() ? LinuxProcess.StartTime(process) : StartTimeElsewhere(process)) ?? Ended,
    };

    /// <summary>Whether this process still runs, as far as the caller's process can tell.</summary>
    /// <remarks>
    /// Another host, or another namespace under the same run of the kernel, is <see cref="ProcessState.Unknown"/>. After a restart of the
    /// machine every earlier process is <see cref="ProcessState.Gone"/>, whatever its namespace was.
    /// A zombie is gone: it can write nothing more.
    /// </remarks>
    public ProcessState State() => StateSeenFrom(Current);

    internal ProcessState StateSeenFrom(ProcessIdentity observer)
    {
        if (Host != observer.Host) return ProcessState.Unknown;
        if (BootId != observer.BootId) return ProcessState.Gone;
        if (Namespace != observer.Namespace) return ProcessState.Unknown;
        return OperatingSystem.IsLinux() ? LinuxProcess.State(Pid, StartTime) : StateByStartTime();
    }

    private static ProcessIdentity Read() => OperatingSystem.IsLinux()
        ? new()
        {
            Pid = Environment.ProcessId,
            StartTime = LinuxProcess.StartTime(Environment.ProcessId) ?? "",
            BootId = LinuxProcess.BootId(),
            Host = $"{Environment.MachineName} {LinuxProcess.MachineId()}".TrimEnd(),
            Namespace = LinuxProcess.Namespace(),
        }
        : new()
        {
            Pid = Environment.ProcessId,
            StartTime = StartTimeOf(Process.GetCurrentProcess()),
            BootId = "",
            Host = Environment.MachineName,
            Namespace = "",
        };

    /// <summary>macOS and Windows keep the point in time at which a process started, so that it needs no boot id beside it.</summary>
    private ProcessState StateByStartTime()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return !process.HasExited && StartTimeOf(process) == StartTime ? ProcessState.Alive : ProcessState.Gone;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return ProcessState.Gone;
        }
        catch (Win32Exception)
        {
            // Another user's process: it cannot be looked at.
            return ProcessState.Unknown;
        }
    }

    private static string? StartTimeElsewhere(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return StartTimeOf(process);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string StartTimeOf(Process process) =>
        process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
