namespace BuildTiming.Insight;

/// <summary>How long something usually takes, by the runs that are known.</summary>
/// <param name="Runs">How many runs that is: at least <see cref="FewestRuns"/>.</param>
/// <param name="Median">Half of them took longer.</param>
/// <param name="P90">Nine in ten take no longer; of fewer than nine runs the longest, which says less.</param>
/// <param name="Longest">The longest of them.</param>
internal sealed record UsualDuration(int Runs, TimeSpan Median, TimeSpan P90, TimeSpan Longest)
{
    /// <summary>Of fewer runs nobody can say what is usual.</summary>
    public const int FewestRuns = 3;

    private const double Most = 0.9;

    /// <summary>What is usual of these durations, in seconds; null where they are too few.</summary>
    public static UsualDuration? Of(double[] seconds)
    {
        if (seconds.Length < FewestRuns) return null;
        double[] sorted = [.. seconds];
        Array.Sort(sorted);
        return new UsualDuration(
            sorted.Length,
            TimeSpan.FromSeconds(Quantile.Median(sorted)),
            TimeSpan.FromSeconds(Quantile.Of(sorted, Most)),
            TimeSpan.FromSeconds(sorted[^1]));
    }
}
