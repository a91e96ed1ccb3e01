using System.ComponentModel;
using System.Diagnostics;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>A tiny process in our own process group that tells whether a signal came to the whole group or to this process alone.</summary>
/// <remarks>
/// The kernel says so to a raw signal handler only, and not at all for <c>kill -INT -- -group</c>. On Linux the probe has the signals
/// blocked: they stay pending, in plain sight in <c>/proc</c>, even where the parent had them ignored. Elsewhere they end it. It is started
/// before the command and looked at just after the command's start: what reaches it from then on has reached the command; a stop that came
/// earlier may have missed the command and is passed on, which costs nothing, because in its first moments the command dies of the first
/// signal. It ends with its standard input, thus with us. When this process ends without a word, killed, the probe is its
/// <see cref="PipeKeeper"/>.
/// </remarks>
internal sealed class SignalProbe : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(1);

    private readonly Process? _process;
    private readonly Stream? _input;
    private readonly PipeKeeper _keeper;
    private bool _wasEarly;
    private bool _leaves;

    private SignalProbe(Process? process, PipeKeeper keeper) =>
        (_process, _input, _keeper) = (process, process?.TakeInput(), keeper);

    /// <summary>The probe's process, which is no part of the command; 0 when there is none.</summary>
    public int Id => _process?.Id ?? 0;

    /// <summary>Starts a probe of these signals; one that sees nothing where the system starts no more processes, or on Windows.</summary>
    public static SignalProbe Start(int[] signals, PipeKeeper keeper, string shell = "/bin/sh")
    {
        if (OperatingSystem.IsWindows()) return new SignalProbe(null, keeper);
#pragma warning disable RS0030 // The one place that starts the probe.
        var process = new Process { StartInfo = keeper.StartInfo(shell) };
#pragma warning restore RS0030
        try
        {
            if (OperatingSystem.IsLinux()) NativeProcesses.WithBlocked(signals, () => process.Start());
            else process.Start();
            return new SignalProbe(process, keeper);
        }
        catch (Exception)
        {
            // The boundary: the command must run without a probe, too.
            process.Dispose();
            return new SignalProbe(null, keeper);
        }
    }

    /// <summary>The command has just been started: from here on its group is the probe's, and the pipe is in the probe's care.</summary>
    public void CommandHasStarted(Stream pipe)
    {
        if (_process is null) return;
        _wasEarly = HasPending(TimeSpan.Zero);
        _keeper.Appoint(_input!, pipe);
    }

    /// <summary>
    /// Whether a stop came to the group: it need not be the signal that this process is told of first, .NET may swap two.
    /// </summary>
    /// <param name="signal">
    /// The signal that this process was told of, 0 for none. It decides where there is no probe left to ask: what is typed into a terminal
    /// comes to the whole foreground group.
    /// </param>
    public bool HasReceivedStop(int signal)
    {
        if (_wasEarly) return false;
        if (_process is null) return IsTyped(signal);
        return HasPending(Bound) || (OperatingSystem.IsLinux() && _process.HasExited && IsTyped(signal));
    }

    /// <summary>Processes of the command are left to themselves: they keep a reader until they end.</summary>
    public void Leave() => _leaves = true;

    /// <summary>Lets the probe go.</summary>
    public void Dispose()
    {
        if (_process is not null)
        {
            _keeper.Dismiss(_input!, _leaves);
            if (!_leaves) End(_process);
            _process.Dispose();
        }

        _keeper.Dispose();
    }

    // It may be stopped, for example by a debugger or by a SIGSTOP to the group.
    private static void End(Process process)
    {
        try
        {
            if (!process.WaitForExit(EndBound)) process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // Somebody else has ended it.
        }
    }

    private static bool IsTyped(int signal) =>
        signal is NativeProcesses.Interrupt or NativeProcesses.Quit && ProcessTable.IsInForeground(Environment.ProcessId);

    private bool HasPending(TimeSpan bound) =>
        OperatingSystem.IsLinux() ? ProcessTable.HasPending(_process!.Id) : _process!.WaitForExit(bound);
}
