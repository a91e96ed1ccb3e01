namespace BuildTiming.Registry;

/// <summary>How long to wait after a lost race: anything up to a window that has room for the rivals that were seen.</summary>
/// <remarks>
/// The window is counted in attempts, not in seconds: what a rival needs is the time of one attempt, be the remote near or far, the machine
/// idle or busy. Those that landed since the last look tell how many others there are.
/// The full jitter spreads writers that lost together
/// (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
/// </remarks>
internal sealed class BackOff
{
    /// <summary>For one that landed, several others tried and lost, as this writer did.</summary>
    private const int RoomForEachRival = 4;

    /// <summary>A few are assumed, and more with each loss: where all collide, few land to be seen.</summary>
    private const int MostAssumed = 16;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int _assumed = 1;
    private TimeSpan _attempt = TimeSpan.MaxValue;

    /// <summary>An attempt took that long. The shortest one counts: it waited least for others.</summary>
    public void Took(TimeSpan attempt)
    {
        if (attempt < _attempt) _attempt = attempt;
    }

    /// <summary>The next delay.</summary>
    /// <param name="rivals">How many others landed since the last look, or null where that is not known.</param>
    public TimeSpan Next(int? rivals)
    {
        _assumed = Math.Min(_assumed * 2, MostAssumed);
        TimeSpan widest = RoomForEachRival * Math.Max(rivals ?? 0, _assumed) * (_attempt > Shortest ? _attempt : Shortest);
        return Random.Shared.NextDouble() * (widest < Longest ? widest : Longest);
    }
}
