namespace BuildTiming.Merging;

/// <summary>How many handoffs go with one push.</summary>
/// <remarks>
/// Git compares every name that a push deletes with every ref of the remote: about 5 million times within three seconds, and on a busy
/// machine ten times as long. So the more wait, the fewer go with one push, and where very many do, a run begins with few: each push ends
/// within a budget, and what it brought stays.
/// </remarks>
internal sealed class BatchSize
{
    private const int Least = 50;

    private const int Comparisons = 5_000_000;
    private const int ComparisonsAtFirst = 1_000_000;

    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(8);

    private int? _limit;

    /// <summary>The largest batch, 500 by default: a push names each handoff on its command line.</summary>
    public int Most { get; init; } = 500;

    /// <summary>
    /// The first batch is as large as any: where many runs merge one batch each, nothing is learnt from one for the next.
    /// </summary>
    public bool BeginsLarge { get; init; }

    /// <summary>The size of the next batch.</summary>
    /// <param name="waiting">How many wait.</param>
    public int Of(int waiting)
    {
        _limit ??= MostOf(waiting, BeginsLarge ? Comparisons : ComparisonsAtFirst);
        return Math.Min(_limit.Value, MostOf(waiting, Comparisons));
    }

    /// <summary>A batch was merged.</summary>
    /// <param name="size">The batch's size.</param>
    /// <param name="duration">How long it took.</param>
    public void Landed(int size, TimeSpan duration)
    {
        if (duration < Quick) _limit = Math.Max(_limit ?? 0, 2 * size);
        else if (duration > Slow) Halve(size);
    }

    /// <summary>A batch took too long, or was not taken at all and one of its handoffs may be the reason.</summary>
    /// <param name="size">The batch's size.</param>
    public void Halve(int size) => _limit = Math.Max(1, size / 2);

    private int MostOf(int waiting, int comparisons) => Math.Min(Most, Math.Max(Least, comparisons / Math.Max(1, waiting)));
}
