using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BuildTiming.Processes;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Running.Stopping;

/// <summary>What the probe does when this process is killed: it goes on reading the command's pipe, into the log.</summary>
/// <remarks>
/// <para>
/// Without a reader the command dies of SIGPIPE at its next line, and with it a Terraform that was about to stop gracefully: the state
/// stays locked. The probe holds the pipe from the command's start and reads nothing while this process lives. It ends with the last
/// process that can still print; the log's time is then the command's end.
/// </para>
/// Linux only: it takes the pipe from <c>/proc</c>, where opening one never blocks. What this process had read and not yet written when it
/// was killed is lost: at most one chunk.
/// </remarks>
/// <param name="log">The log's path; null where there is none: the output is read and thrown away.</param>
/// <param name="mark">What the command's processes have in <see cref="CommandProcesses.Variable"/>.</param>
internal sealed class PipeKeeper(string? log, string mark) : IDisposable
{
    // It has the log at once, so that one which is moved or deleted meanwhile is still the one that it writes. It is told which pipe once
    // the command runs, and in the end that there is nothing to inherit, or no log to write on. Silence is the death of this process. The
    // shell would end at once if a file could not be opened, and a command must not lose its reader to a full disk.
    private const string Script = """
        exec 2>/dev/null
        umask 077
        [ -w "$1" ] || set -- /dev/null
        exec 4>>"$1"
        read -r pipe || exit
        [ -r "$pipe" ] || pipe=/dev/null
        exec 3<"$pipe"
        if read -r word; then [ "$word" = leave ] || exit; exec 4>/dev/null; fi
        cat <&3 >&4 || cat <&3 >/dev/null
        [ ! -f /proc/self/fd/4 ] || touch -c /proc/self/fd/4
        """;

    // Held until the probe has ended: the number must not come to mean another file meanwhile.
    private SafeFileHandle? _own;

    /// <summary>How to start the probe.</summary>
    public ProcessStartInfo StartInfo(string shell)
    {
        var start = new ProcessStartInfo(shell, ["-c", Script, "probe", log ?? "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment[CommandProcesses.Variable] = mark;
        return start;
    }

    /// <summary>Gives the probe the end of the command's pipe that is read here.</summary>
    public void Appoint(Stream probe, Stream pipe)
    {
        _own = Reopen(pipe);
        if (_own is not null) Tell(probe, PathOf(Environment.ProcessId, _own));
    }

    /// <summary>Tells the probe that the run has come to its end here.</summary>
    /// <param name="probe">What the probe reads.</param>
    /// <param name="leaves">
    /// Whether processes are left to themselves that must not lose their reader, though nobody is to read what they print.
    /// </param>
    public void Dismiss(Stream probe, bool leaves)
    {
        if (_own is not null) Tell(probe, leaves ? "leave" : "end");
        try
        {
            probe.Close();
        }
        catch (IOException)
        {
            // It has ended before, of a signal.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static void Tell(Stream probe, string line)
    {
        try
        {
            probe.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        }
        catch (IOException)
        {
            // It has ended before, of a signal.
        }
    }

    private static SafeFileHandle? Reopen(Stream pipe)
    {
        if (!OperatingSystem.IsLinux() || ProcessPipes.HandleOf(pipe) is not { } handle) return null;
        try
        {
            return File.OpenHandle(PathOf(Environment.ProcessId, handle), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No /proc: the command runs as it would have without a keeper.
            return null;
        }
    }

    private static string PathOf(int process, SafeHandle file) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd/{file.DangerousGetHandle()}");
}
