namespace BuildTiming.Phases;

/// <summary>
/// Where one phase run comes from: found out while its command works, so that neither its start nor its row waits for it.
/// </summary>
/// <param name="clock">Measures the waits.</param>
internal sealed class RunProvenance(TimeProvider clock)
{
    /// <summary>A phase may run no command that would tell that it has begun.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(200);

    /// <summary>Git answers in milliseconds; in a large repository the row of a short phase does without it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Who is told to stop comes back at once, if it keeps its word.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _due = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private Task<string> _flags = Task.FromResult(string.Empty);

    /// <summary>The phase has begun.</summary>
    /// <param name="ask">Finds it out; called on another thread, when the command has started.</param>
    /// <param name="tell">Gets the flags once they are known.</param>
    public void Begin(Func<CancellationToken, Task<string>> ask, Action<string> tell) => _flags = AskAsync(ask, tell);

    /// <summary>The phase's command has started, or the phase has ended: nothing waits any more. Takes no time.</summary>
    public void Ask() => _due.TrySetResult();

    /// <summary>The flags; those that are not known by now are waited for a moment, and left out.</summary>
    public string Complete()
    {
        Ask();
        if (_flags.IsCompleted) return _flags.Result;
        using ITimer timer = clock.CreateTimer(_ => _stop.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            return _flags.WaitAsync(Patience + Grace, clock).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            return string.Empty;
        }
    }

    /// <summary>There was no phase after all.</summary>
    public void Abandon() => _stop.Cancel();

    private async Task<string> AskAsync(Func<CancellationToken, Task<string>> ask, Action<string> tell)
    {
        await _due.Task.WaitAsync(Lead, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            string flags = await ask(_stop.Token);
            if (flags.Length > 0) tell(flags);
            return flags;
        }
        catch (Exception)
        {
            // The boundary: whatever is wrong with a repository or a disk, the row is complete without these flags.
            return string.Empty;
        }
    }
}
