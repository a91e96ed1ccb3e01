using System.Runtime.InteropServices;
using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>Stands beside a command while it runs: brings it the stop, and knows when all that heed it have ended.</summary>
internal sealed class StopGuard : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DeliveryBound = TimeSpan.FromSeconds(2);

    private readonly Interrupts _interrupts;
    private readonly CommandTree _tree;
    private readonly Witness _witness;
    private readonly Heir _heir;
    private readonly CancellationTokenRegistration _registration;
    private readonly PosixSignalRegistration? _children;

    private StopGuard(CommandTree tree, Witness witness, Heir heir, Interrupts interrupts)
    {
        (_tree, _witness, _heir, _interrupts) = (tree, witness, heir, interrupts);
        var relay = new StopRelay(tree, witness);
        _registration = interrupts.Token.Register(() => relay.PassOn(interrupts.SignalNumber));
        if (OperatingSystem.IsLinux()) _children = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => tree.ReapOrphans());
    }

    /// <summary>Guards a command that has just been started.</summary>
    public static StopGuard Start(int command, HashSet<int> others, Heir heir, Interrupts interrupts)
    {
        var witness = new Witness(heir);
        witness.Start(interrupts.Heeded);
        others.Add(witness.Id);
        return new StopGuard(new CommandTree(command, others), witness, heir, interrupts);
    }

    /// <summary>A signal came to the whole process group.</summary>
    public bool ReachedGroup => _witness.HasReceivedStop();

    /// <summary>After a stop: completes when no process of the command is left but those that ignore it. At once without one.</summary>
    /// <remarks>Where orphans are out of sight (not on Linux), the closed pipe tells as well.</remarks>
    public async Task EndedAsync(Task pipeClosed, TimeProvider clock)
    {
        if (!_interrupts.Requested && _witness.HasReceivedStop()) await DeliveredAsync(clock);
        await _registration.DisposeAsync();
        if (!_interrupts.Requested) return;
        if (!OperatingSystem.IsLinux()) await pipeClosed;
        int signal = StopRelay.Relayed(_interrupts.SignalNumber);
        // The system announces the end of children only, so it is looked at now and then.
        using var timer = new PeriodicTimer(Interval, clock);
        while (_tree.Read().Any(process => !ProcessTable.Ignores(process.Id, signal))) await timer.WaitForNextTickAsync();
    }

    // A Ctrl-C that ended the command may not have come through to the handler here, which .NET runs on a thread of its pool.
    private async Task DeliveredAsync(TimeProvider clock)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = _interrupts.Token.Register(delivered.SetResult);
        await Task.WhenAny(delivered.Task, Task.Delay(DeliveryBound, clock));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _children?.Dispose();
        _registration.Dispose();
        _witness.Dispose();
        _heir.Dispose();
    }
}
