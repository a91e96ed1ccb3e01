namespace BuildTiming.Insight;

/// <summary>Quantiles of a sample: that of p is what one more value of the same kind stays below in a share p of all cases.</summary>
/// <remarks>
/// Definition 6 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996): the value at the place
/// p(n + 1), linear in between, no further than the smallest and the largest. docs/insight.md says why this one.
/// </remarks>
internal static class Quantile
{
    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    /// <param name="sorted">The sample in ascending order, not empty.</param>
    public static double Median(ReadOnlySpan<double> sorted) => Of(sorted, 0.5);

    /// <summary>The quantile of <paramref name="p"/>.</summary>
    /// <param name="sorted">The sample in ascending order, not empty.</param>
    /// <param name="p">From 0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double p)
    {
        double place = Math.Clamp(p * (sorted.Length + 1), 1, sorted.Length);
        int below = (int)place;
        double value = sorted[below - 1];
        return below == sorted.Length ? value : value + ((place - below) * (sorted[below] - value));
    }
}
