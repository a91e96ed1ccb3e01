namespace BuildTiming.Publishing;

/// <summary>How long to wait after a lost race: anything up to a window that has room for the rivals that were seen.</summary>
/// <remarks>
/// The window is counted in attempts, not in seconds: what a rival needs is the time of one attempt, be the remote near or far, the machine
/// idle or busy. Those that landed since the last look tell how many others there are.
/// The full jitter spreads writers that lost together
/// (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
/// </remarks>
internal sealed class BackOff
{
    /// <summary>For one that landed, another one tried and lost, as this writer did.</summary>
    private const int RoomForEachRival = 2;

    private const int MostAssumed = 16;

    /// <summary>An attempt that failed at once, at a remote that does not answer, says nothing of how long one takes.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _attempt = TimeSpan.MaxValue;
    private int _assumed = 1;

    /// <summary>An attempt took that long. The shortest one counts: it waited least for others.</summary>
    public void Record(TimeSpan attempt)
    {
        if (attempt < _attempt) _attempt = attempt;
    }

    /// <summary>The next delay.</summary>
    /// <param name="rivals">How many others landed since the last look, or null where that is not known.</param>
    public TimeSpan Next(int? rivals)
    {
        int room = rivals * RoomForEachRival ?? _assumed;
        // After a first loss nothing is known: the next attempt tells how many there are. Where it does not, there may be many.
        if (rivals is null) _assumed = Math.Min(_assumed * 2, MostAssumed);
        TimeSpan widest = room * (_attempt > Shortest ? _attempt : Shortest);
        return Random.Shared.NextDouble() * (widest < Longest ? widest : Longest);
    }
}
