namespace Benchmarks.Measuring;

/// <summary>The times of one side, in milliseconds, in the order of the rounds.</summary>
internal sealed record Samples(IReadOnlyList<double> Values)
{
    public double Median => MedianOf(Values);

    /// <summary>The median of the rounds' ratios: the two sides of a round ran one after the other, under the same load.</summary>
    public double RatioTo(Samples other) => MedianOf([.. Values.Zip(other.Values, (mine, others) => mine / others)]);

    public Samples Minus(Samples other) => new([.. Values.Zip(other.Values, (mine, others) => mine - others)]);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
