using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using BuildTiming.Processes;

namespace BuildTiming.Output.Terminal;

/// <summary>
/// What happens to a terminal and to this process while the last line is shared: another size, Ctrl-Z and <c>fg</c>, the process's end.
/// </summary>
/// <remarks>No signal is kept from anybody: the command's processes get theirs from the terminal, as this process does.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class TerminalSignals : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TerminalOutput _terminal;
    private readonly Action _changed;
    private readonly PosixSignalRegistration _resized;
    private readonly PosixSignalRegistration _continued;
    private PosixSignalRegistration? _stopped;
    private bool _isOver;

    /// <summary>Listens until disposed.</summary>
    /// <param name="terminal">Is given back before this process stops or ends.</param>
    /// <param name="changed">Told when what is shown does not fit any more, or may be shown again. It must not throw.</param>
    public TerminalSignals(TerminalOutput terminal, Action changed)
    {
        (_terminal, _changed) = (terminal, changed);
        _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => changed());
        _continued = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => changed());
        Listen();
        AppDomain.CurrentDomain.ProcessExit += End;
        AppDomain.CurrentDomain.UnhandledException += End;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        AppDomain.CurrentDomain.UnhandledException -= End;
        _resized.Dispose();
        _continued.Dispose();
        lock (_gate)
        {
            _isOver = true;
            _stopped?.Dispose();
        }
    }

    private void Listen()
    {
        lock (_gate)
            if (!_isOver) _stopped = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Stop);
    }

    // While .NET listens, it does not stop. Without it, the system decides what becomes of the signal: where nobody could let this process
    // go on again (an orphaned group), it does not stop either.
    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        GiveBack();
        lock (_gate) _stopped?.Dispose();
        NativeProcesses.Raise(NativeProcesses.StopFromTerminal);
        Listen();
        _terminal.Resume();
        _changed();
    }

    private void End(object? sender, EventArgs _) => GiveBack();

    private void GiveBack()
    {
        try
        {
            _terminal.GiveBack(Patience);
        }
        catch (Exception)
        {
            // The boundary: the terminal is gone, and an exception on the thread of a signal would end the host.
        }
    }
}
