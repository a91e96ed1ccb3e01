namespace Cake.BuildTiming.Progress;

/// <summary>When something is said of a phase that is silent: after a while, then at intervals that grow.</summary>
/// <param name="first">How long a phase may be silent.</param>
internal sealed class SilenceSchedule(TimeSpan first)
{
    // CI systems take ten minutes without a word for a hang.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    private TimeSpan? _interval;
    private TimeSpan _due;
    private TimeSpan _silence;

    /// <summary>How long to wait; zero or less where something is to be said now.</summary>
    /// <param name="silence">How long the phase has been silent.</param>
    public TimeSpan Wait(TimeSpan silence)
    {
        // Asked for the first time, or it has spoken since.
        if (_interval is null || silence < _silence) (_interval, _due) = (first, first);
        _silence = silence;
        return _due - silence;
    }

    /// <summary>Something has been said.</summary>
    public void Said()
    {
        TimeSpan interval = (_interval ?? first) * 2;
        if (interval > LongestInterval) interval = LongestInterval;
        (_interval, _due) = (interval, _silence + interval);
    }
}
