using System.Runtime.InteropServices;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>Reaps the orphans that this process has adopted and that have ended: nobody else waits for them (Linux only).</summary>
/// <remarks>
/// The runtime waits for the children that were started here, and must find them: without their exit code it would say 0. It does so before
/// anybody is told of SIGCHLD, within microseconds; what has been a zombie for a second is no child of its own.
/// </remarks>
internal sealed class OrphanReaper : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly PosixSignalRegistration? _children;
    private ProcessEntry[] _seen = [];
    private bool _isArmed;

    public OrphanReaper()
    {
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (OperatingSystem.IsLinux()) _children = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => Arm());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _children?.Dispose();
        _timer.Dispose();
    }

    // However many children end at once, the table is read once a second.
    private void Arm()
    {
        lock (_gate)
        {
            if (_isArmed) return;
            _isArmed = true;
        }

        try
        {
            _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
        catch (Exception)
        {
            // The boundary: without a thread for the timer, zombies stay until the next child ends; a failure here would end the host.
            lock (_gate) _isArmed = false;
        }
    }

    private void Look()
    {
        lock (_gate) _isArmed = false;
        try
        {
            ProcessEntry[] zombies =
                [.. ProcessTable.Read().Where(process => process.HasEnded && process.Parent == Environment.ProcessId)];
            foreach (ProcessEntry zombie in zombies.Where(zombie => _seen.Any(zombie.IsSameAs))) NativeProcesses.Reap(zombie.Id);
            _seen = zombies;
        }
        catch (Exception)
        {
            // The boundary: a table that cannot be read now may be readable the next time, and this thread's failure would end the host.
        }

        if (_seen.Length > 0) Arm();
    }
}
