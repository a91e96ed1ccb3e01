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
    private const string Merge = "exec \"$@\" 2>&1";

    // A hangup reaches the host, which passes it on as SIGTERM: Terraform stops gracefully at that, but dies of SIGHUP with the lock held.
    private const string MergeWithoutHangup = "trap '' HUP; " + Merge;

    // .NET ignores SIGPIPE, and what is ignored stays so in children: `yes | head -1` would print an error and fail with 1 instead of 141.
    // A handler is not inherited, so with one in its place the command has the default.
    private static readonly PosixSignalRegistration? BrokenPipes = HandleBrokenPipes();

    /// <summary>What to start for the command.</summary>
    public static ProcessStartInfo StartInfo(PhaseCommand command, bool shieldFromHangup)
    {
        GC.KeepAlive(BrokenPipes);
        string? bash = FindOnPath(OperatingSystem.IsWindows() ? "bash.exe" : "bash");
        var start = new ProcessStartInfo(bash ?? "/bin/sh")
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = true,
        };
        if (bash is not null) start.ArgumentList.Add("--posix");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(shieldFromHangup ? MergeWithoutHangup : Merge);
        // The name in front of the shell's own message when the program cannot be started.
        start.ArgumentList.Add("build");
        start.ArgumentList.Add(command.Program);
        foreach (string argument in command.Arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in command.Environment) start.Environment[name] = value;
        return start;
    }

    private static PosixSignalRegistration? HandleBrokenPipes()
    {
        if (OperatingSystem.IsWindows()) return null;
        // .NET leaves a signal that is ignored alone.
        NativeProcesses.Heed(NativeProcesses.BrokenPipe);
        return PosixSignalRegistration.Create((PosixSignal)NativeProcesses.BrokenPipe, context => context.Cancel = true);
    }

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(path => Path.IsPathFullyQualified(path) && File.Exists(path));
}
