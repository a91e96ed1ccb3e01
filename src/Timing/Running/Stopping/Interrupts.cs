using System.Runtime.InteropServices;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>The host's answer to SIGINT, SIGTERM, SIGHUP and SIGQUIT: it lives on, remembers the first, and tells who asks.</summary>
/// <remarks>
/// One per process, made before anything is started. <see cref="ProcessTee"/> passes the first signal on to the command's processes and no
/// further one, because Terraform gives up its state at a second: that only asks what is still awaited, and a third ends the waiting.
/// </remarks>
public sealed class Interrupts : IDisposable
{
    private static readonly PosixSignal[] Answered = [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    /// <summary>
    /// One key press can come as several signals: from the terminal, and once more from make, timeout or npm around this process.
    /// </summary>
    private static readonly TimeSpan OnePress = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _first = new();
    private readonly CancellationTokenSource _second = new();
    private readonly CancellationTokenSource _third = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly OrphanReaper _reaper = new();
    private readonly Lock _gate = new();
    private int _signal;
    private long _counted;

    private Interrupts()
    {
    }

    /// <summary>Whether a stop has been asked for.</summary>
    public bool Requested => SignalNumber != 0;

    /// <summary>The number of the first signal: 1 SIGHUP, 2 SIGINT, 3 SIGQUIT, 15 SIGTERM; 0 before it.</summary>
    public int SignalNumber => Volatile.Read(ref _signal);

    /// <summary>
    /// What the host should exit with after a stop: 128 + the signal's number, 130 after Ctrl-C; 0 when none was asked for.
    /// </summary>
    public int ExitCode => Requested ? 128 + SignalNumber : 0;

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _first.Token;

    /// <summary>Cancelled at the second signal: what is still awaited?</summary>
    internal CancellationToken Question => _second.Token;

    /// <summary>Cancelled at the third signal: nothing is to be awaited any more.</summary>
    internal CancellationToken LetGo => _third.Token;

    /// <summary>The signals that are answered here: all but those that the parent had ignored.</summary>
    internal int[] NotIgnored { get; private set; } = [];

    /// <summary>Starts to listen, until disposed.</summary>
    /// <remarks>
    /// SIGHUP and SIGQUIT that the parent had ignored stay ignored: that is what nohup is for. SIGINT is answered all the same: a shell
    /// ignores it for every background job, Terraform answers it nevertheless, and whoever sends it to this process means it.
    /// </remarks>
    public static Interrupts Listen()
    {
        if (!OperatingSystem.IsWindows()) NativeProcesses.RestoreDefault(NativeProcesses.Interrupt);
        NativeProcesses.AdoptOrphans();
        var interrupts = new Interrupts();
        foreach (PosixSignal signal in Answered)
            interrupts._registrations.Add(PosixSignalRegistration.Create(signal, interrupts.Take));
        // Compiled now: the first signal must not be overtaken by a second one while its handler is still being compiled.
        interrupts.Take(new PosixSignalContext(default));
        interrupts.NotIgnored = Array.FindAll(
            Array.ConvertAll(Answered, NumberOf), number => !ProcessTable.Ignores(Environment.ProcessId, number));
        return interrupts;
    }

    /// <summary>Signals have their default meaning again.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _reaper.Dispose();
        _first.Dispose();
        _second.Dispose();
        _third.Dispose();
    }

    /// <summary>The signal's own number, which .NET's is not; 0 where it is none that is answered.</summary>
    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => NativeProcesses.Hangup,
        PosixSignal.SIGINT => NativeProcesses.Interrupt,
        PosixSignal.SIGQUIT => NativeProcesses.Quit,
        PosixSignal.SIGTERM => NativeProcesses.Terminate,
        _ => 0,
    };

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (NumberOf(context.Signal) is not (> 0 and var number)) return;
        try
        {
            Source(number)?.Cancel();
        }
        catch (Exception)
        {
            // The boundary: an exception on the thread of a signal would end the host, and with it the recording of the run.
        }
    }

    /// <summary>What the signal asks for; null when it asks for nothing new.</summary>
    private CancellationTokenSource? Source(int signal)
    {
        lock (_gate)
        {
            long now = TimeProvider.System.GetTimestamp();
            if (_signal == 0)
            {
                Volatile.Write(ref _signal, signal);
                _counted = now;
                return _first;
            }

            // A terminal that goes away sends several hangups, and nobody sits there to ask. What belongs to a press comes soon after it;
            // who keeps pressing is heard all the same.
            if (signal == NativeProcesses.Hangup || TimeProvider.System.GetElapsedTime(_counted, now) < OnePress) return null;
            _counted = now;
            return _second.IsCancellationRequested ? _third : _second;
        }
    }
}
