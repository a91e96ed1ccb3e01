using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using BuildTiming.Processes;

namespace BuildTiming.Running;

/// <summary>Starts a command through a shell that merges its two output streams into one pipe and then becomes the command.</summary>
/// <remarks>
/// .NET gives a child two pipes, and the order between them is lost. The shell replaces itself (<c>exec</c>), so the process id
/// and the exit code are the command's own. It is bash where there is one: dash drops every variable whose name is no shell name,
/// such as <c>TF_VAR_node-count</c>. In POSIX mode bash reads no startup file (<c>BASH_ENV</c>).
/// </remarks>
internal static class Trampoline
{
    private const string Fallback = "/bin/sh";
    private const int NoSuchFile = 2;
    private const string Merge = "exec \"$@\" 2>&1";

    // A hangup reaches the host, which passes it on as SIGTERM: Terraform stops gracefully at that, but dies of SIGHUP with the lock held.
    private const string MergeWithoutHangup = "trap '' HUP; " + Merge;

    // .NET ignores SIGPIPE, and what is ignored stays so in children: `yes | head -1` would print an error and fail with 1 instead of 141.
    // A handler is not inherited, so with one in its place the command has the default.
    private static readonly PosixSignalRegistration? BrokenPipes = HandleBrokenPipes();

    // The log may outgrow a limit on the size of files (`ulimit -f`): that is no reason for the host to die. The command keeps the default.
    private static readonly PosixSignalRegistration? LargeFiles = Survive(NativeProcesses.FileTooLarge);

    /// <summary>Starts the command, by the first shell that can be started.</summary>
    /// <exception cref="Win32Exception">None can, or there is no such working directory.</exception>
    public static Process Start(PhaseCommand command, string mark, bool shieldFromHangup)
    {
        GC.KeepAlive(BrokenPipes);
        GC.KeepAlive(LargeFiles);
        if (!Directory.Exists(command.WorkingDirectory))
            throw new Win32Exception(NoSuchFile, $"the working directory {command.WorkingDirectory} does not exist");

        Win32Exception? failure = null;
        foreach (string shell in Shells())
        {
#pragma warning disable RS0030 // The one place that starts commands.
            var process = new Process { StartInfo = StartInfo(shell, command, mark, shieldFromHangup) };
#pragma warning restore RS0030
            try
            {
                process.Start();
                return process;
            }
            catch (Win32Exception exception)
            {
                // A file of that name that is not executable by this user, or no program at all: a shell would look further, too.
                process.Dispose();
                failure = exception;
            }
        }

        throw failure ?? new Win32Exception(NoSuchFile, "there is no shell");
    }

    private static ProcessStartInfo StartInfo(string shell, PhaseCommand command, string mark, bool shieldFromHangup)
    {
        var start = new ProcessStartInfo(shell) { WorkingDirectory = command.WorkingDirectory, RedirectStandardOutput = true };
        if (shell != Fallback) start.ArgumentList.Add("--posix");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(shieldFromHangup ? MergeWithoutHangup : Merge);
        // The name in front of the shell's own message when the program cannot be started.
        start.ArgumentList.Add("build");
        start.ArgumentList.Add(command.Program);
        foreach (string argument in command.Arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in command.Environment) start.Environment[name] = value;
        start.Environment[CommandProcesses.Variable] = mark;
        return start;
    }

    private static PosixSignalRegistration? HandleBrokenPipes()
    {
        if (OperatingSystem.IsWindows()) return null;
        // .NET leaves a signal that is ignored alone.
        NativeProcesses.RestoreDefault(NativeProcesses.BrokenPipe);
        return Survive(NativeProcesses.BrokenPipe);
    }

    private static PosixSignalRegistration? Survive(int signal) =>
        OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)signal, context => context.Cancel = true);

    // A relative folder of PATH would be looked for where the command runs.
    private static IEnumerable<string> Shells() => SearchPath.Candidates("bash")
        .Where(file => Path.IsPathFullyQualified(file) && SearchPath.IsExecutable(file))
        .Append(Fallback);
}
