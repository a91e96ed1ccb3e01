namespace BuildTiming.Output;

/// <summary>
/// Notes when output came, before a slow terminal takes it: what is timed by it is the command's time, and not the terminal's.
/// </summary>
/// <param name="clock">Measures.</param>
/// <param name="start">When the phase started, by the same clock.</param>
internal sealed class ArrivalTime(TimeProvider clock, long start) : IOutputTarget
{
    private long _elapsed;

    /// <inheritdoc/>
    public string Name => "the clock of the steps";

    /// <summary>How long after the phase's start the last output came.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Volatile.Read(ref _elapsed));

    /// <summary>How long ago the phase started; never negative, as it would be by a clock that was set back beneath this process.</summary>
    public TimeSpan Now => clock.GetElapsedTime(start) is { Ticks: >= 0 } elapsed ? elapsed : TimeSpan.Zero;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => Volatile.Write(ref _elapsed, Now.Ticks);
}
