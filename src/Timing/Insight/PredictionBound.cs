namespace BuildTiming.Insight;

/// <summary>What the next value of a series stays below in nine of ten cases.</summary>
/// <remarks>docs/insight.md gives the reasons, and what was measured.</remarks>
internal static class PredictionBound
{
    private const double Share = 0.9;

    /// <summary>From so many values on one of them, or a value between two, is passed by no more than a tenth: 9 of 9 + 1.</summary>
    private const int Enough = 9;

    /// <summary>Two values follow no trend, and a handful may seem to.</summary>
    private const int FewestOfTrend = 5;

    /// <summary>The 0.9 quantiles of Student's t for 1 to 7 degrees of freedom.</summary>
    private static readonly double[] Student = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415];

    /// <summary>The bound.</summary>
    /// <param name="series">The values, oldest first; at least two.</param>
    public static double Of(double[] series)
    {
        double bound = OfSample(series);
        double slope = series.Length < FewestOfTrend ? 0 : Slope(series);
        return slope > 0 ? Math.Max(bound, OfSample(Forward(series, slope))) : bound;
    }

    private static double OfSample(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted.Length < Enough ? Math.Max(sorted[^1], OfNormal(sorted)) : Quantile.Of(sorted, Share);
    }

    /// <summary>
    /// The bound of the next value of a normal distribution of which no more than these values is known (Hahn and Meeker, "Statistical
    /// Intervals", 1991): few values do not show how far others may be.
    /// </summary>
    private static double OfNormal(double[] values)
    {
        double mean = 0, squares = 0;
        foreach (double value in values) mean += value / values.Length;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        double deviation = Math.Sqrt(squares / (values.Length - 1));
        return mean + (Student[values.Length - 2] * deviation * Math.Sqrt(1 + (1.0 / values.Length)));
    }

    /// <summary>
    /// How much a value is above the one before it, by the median of all pairs (Sen, "Estimates of the regression coefficient based on
    /// Kendall's tau", JASA 63, 1968): one that is far off does not bend it.
    /// </summary>
    private static double Slope(double[] series)
    {
        double[] slopes = new double[series.Length * (series.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < series.Length; i++)
            for (int j = i + 1; j < series.Length; j++) slopes[count++] = (series[j] - series[i]) / (j - i);
        Array.Sort(slopes);
        return Quantile.Median(slopes);
    }

    /// <summary>The values as they would be if they were of the next run.</summary>
    private static double[] Forward(double[] series, double slope)
    {
        double[] forward = new double[series.Length];
        for (int i = 0; i < series.Length; i++) forward[i] = series[i] + (slope * (series.Length - i));
        return forward;
    }
}
