using BuildTiming.Processes;

namespace BuildTiming.Running.Stopping;

/// <summary>Stands beside a command while it runs: brings it the stop, and knows when all that are worth waiting for have ended.</summary>
/// <remarks>Nothing here throws: what cannot be supervised runs on unsupervised.</remarks>
internal sealed class StopGuard : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DeliveryBound = TimeSpan.FromSeconds(2);

    /// <summary>How long a process is waited for that is neither the command itself nor holds a lock.</summary>
    private static readonly TimeSpan OthersBound = TimeSpan.FromSeconds(5);

    private readonly Interrupts _interrupts;
    private readonly CommandTree _tree;
    private readonly SignalProbe _probe;
    private readonly List<string> _warnings = [];
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationTokenRegistration _question;

    /// <summary>Guards a command that has just been started.</summary>
    public StopGuard(CommandTree tree, SignalProbe probe, Interrupts interrupts, Action<string>? say)
    {
        (_tree, _probe, _interrupts) = (tree, probe, interrupts);
        var relay = new StopRelay(tree, _probe);
        if (!OperatingSystem.IsWindows()) _stop = interrupts.Token.Register(() => Warn(relay.PassOn(interrupts.SignalNumber)));
        if (say is not null) _question = interrupts.Question.Register(() => say(Answer()));
    }

    /// <summary>What went wrong in supervising, and what was left behind.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings) return [.. _warnings];
        }
    }

    /// <summary>A signal came to the whole process group.</summary>
    public bool ReachedGroup => _probe.HasReceivedStop(_interrupts.SignalNumber);

    /// <summary>
    /// After a stop: completes when none of the command's processes is left that obeys it, or once only those are left that are not worth
    /// waiting for, or nobody wants to wait any more. At once without a stop.
    /// </summary>
    /// <remarks>Where orphans are out of sight (not on Linux), the closed pipe tells as well.</remarks>
    public async Task EndedAsync(Task pipeClosed, TimeProvider clock)
    {
        if (!_interrupts.Requested && ReachedGroup) await DeliveredAsync(clock);
        await _stop.DisposeAsync();
        if (!_interrupts.Requested) return;

        long last = clock.GetTimestamp();
        // The system announces the end of children only, so it is looked at now and then.
        using var timer = new PeriodicTimer(Interval, clock);
        IReadOnlyList<ProcessEntry> left = Left();
        while (left.Count > 0 || !(OperatingSystem.IsLinux() || pipeClosed.IsCompleted))
        {
            if (left.Any(IsAwaited)) last = clock.GetTimestamp();
            if (_interrupts.LetGo.IsCancellationRequested || clock.GetElapsedTime(last) >= OthersBound)
            {
                if (left.Count > 0) Warn($"Not waited for any longer after the stop: {Names(left)}.");
                return;
            }

            await timer.WaitForNextTickAsync();
            left = Left();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        // Without waiting: it may be telling a terminal that nobody reads.
        _question.Unregister();
    }

    private static string Names(IEnumerable<ProcessEntry> processes) =>
        string.Join(", ", processes.Select(process => FormattableString.Invariant($"{process.Name} (process {process.Id})")));

    private string Answer()
    {
        IReadOnlyList<ProcessEntry> left = Left();
        string what = left.Count > 0 ? Names(left) : "the command's last output";
        return $"Still waiting for {what}. One more Ctrl-C leaves it to itself; the run is recorded all the same.";
    }

    /// <summary>Those that live and obey the stop.</summary>
    private IReadOnlyList<ProcessEntry> Left()
    {
        int signal = StopRelay.Relayed(_interrupts.SignalNumber);
        try
        {
            return [.. _tree.Read().Where(process => !ProcessTable.Ignores(process.Id, signal))];
        }
        catch (Exception exception)
        {
            // The boundary: the command has been waited for, and what else there is cannot be seen.
            Warn($"The processes of the command cannot be seen: {exception.Message}");
            return [];
        }
    }

    private bool IsAwaited(ProcessEntry process) => _tree.Command.IsSameAs(process) || CommandProcesses.HoldsLock(process);

    private void Warn(string? warning)
    {
        if (warning is null) return;
        lock (_warnings)
        {
            if (!_warnings.Contains(warning)) _warnings.Add(warning);
        }
    }

    // A Ctrl-C that ended the command may not have come through to the handler here, which .NET runs on a thread of its pool.
    private async Task DeliveredAsync(TimeProvider clock)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = _interrupts.Token.Register(() => delivered.TrySetResult());
        await Task.WhenAny(delivered.Task, Task.Delay(DeliveryBound, clock));
    }
}
