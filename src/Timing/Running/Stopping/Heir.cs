using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using BuildTiming.Processes;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Running.Stopping;

/// <summary>What the witness does when this process is killed: it goes on reading the command's pipe, into the log.</summary>
/// <remarks>
/// <para>
/// Without a reader the command dies of SIGPIPE at its next line, and with it a Terraform that was about to stop gracefully: the state stays
/// locked. The witness holds the pipe from its start and reads nothing while this process lives. It ends with the last process that can still
/// print; the log's time is then the command's end.
/// </para>
/// Linux only: it takes the pipe from <c>/proc</c>, where opening one never blocks. What this process had read and not yet written when it was
/// killed is lost: at most one chunk.
/// </remarks>
/// <param name="pipe">The end of the command's pipe that is read here.</param>
/// <param name="log">The log's path; null where there is none: the output is read and thrown away.</param>
/// <param name="runId">What the command's processes have in <see cref="CommandProcesses.Variable"/>; null outside of a phase.</param>
internal sealed class Heir(Stream pipe, string? log, string? runId) : IDisposable
{
    private const string Watch = "read -r _";

    // The shell would end at once if the pipe could not be opened, and a command must not lose its reader to a full disk.
    private const string Inherit = """
        [ -r "$1" ] || set -- /dev/null "$2"
        exec 3<"$1"
        read -r _ && exit
        cat <&3 >>"$2" || exec cat <&3 >/dev/null
        [ ! -f "$2" ] || touch -c "$2"
        """;

    // Held until the witness has ended: the number must not come to mean another file meanwhile.
    private readonly SafeFileHandle? _own = Reopen(pipe);

    /// <summary>How to start the witness.</summary>
    public ProcessStartInfo StartInfo()
    {
        string[] script = _own is null ? ["-c", Watch] : ["-c", Inherit, "witness", PathOf(Environment.ProcessId, _own), log ?? "/dev/null"];
        var start = new ProcessStartInfo("/bin/sh", script)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (runId is not null) start.Environment[CommandProcesses.Variable] = runId;
        return start;
    }

    /// <summary>Tells the witness that there is nothing to inherit: the run has come to its end here.</summary>
    public void Dismiss(StreamWriter witness)
    {
        try
        {
            if (_own is not null) witness.Write('\n');
            witness.Close();
        }
        catch (IOException)
        {
            // It has ended before, of a signal.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static SafeFileHandle? Reopen(Stream pipe)
    {
        if (!OperatingSystem.IsLinux() || pipe is not PipeStream { SafePipeHandle: var handle }) return null;
        try
        {
            return File.OpenHandle(PathOf(Environment.ProcessId, handle), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No /proc: the command runs as it would have without an heir.
            return null;
        }
    }

    private static string PathOf(int process, System.Runtime.InteropServices.SafeHandle file) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd/{file.DangerousGetHandle()}");
}
