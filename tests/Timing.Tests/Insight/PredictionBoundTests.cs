using BuildTiming.Insight;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace Timing.Tests.Insight;

public sealed class PredictionBoundTests
{
    private static readonly Arbitrary<double[]> Series = Arb.From(
        from length in Gen.Choose(2, 25)
        from values in Gen.Choose(1, 1_000_000).Select(value => value / 1000.0).ArrayOf(length)
        select values);

    [Fact]
    public void Of_many_values_that_follow_no_trend_it_is_the_quantile() =>
        Assert.Equal(18.9, PredictionBound.Of([20, 1, 19, 2, 18, 3, 17, 4, 16, 5, 15, 6, 14, 7, 13, 8, 12, 9, 11, 10]), 6);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Of_few_values_it_is_that_of_a_normal_distribution_as_far_as_they_tell(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => 100.0 - i)];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (count - 1));

        Assert.Equal(
            mean + (StudentT.InvCDF(0, 1, count - 1, 0.9) * deviation * Math.Sqrt(1 + (1.0 / count))), PredictionBound.Of(values), 2);
    }

    [Fact]
    public void Values_that_rise_raise_it_by_as_much_as_they_rise()
    {
        double[] rising = [.. Enumerable.Range(1, 20).Select(i => 10.0 * i)];

        Assert.Equal(210, PredictionBound.Of(rising), 6);
    }

    [Fact]
    public void Values_that_fall_do_not_lower_it() =>
        Assert.Equal(189, PredictionBound.Of([.. Enumerable.Range(1, 20).Select(i => 10.0 * (21 - i))]), 6);

    [Fact]
    public void It_grows_with_the_values() => Prop.ForAll(Series, series =>
        Math.Abs(PredictionBound.Of([.. series.Select(value => value * 2)]) - (2 * PredictionBound.Of(series))) < 1e-6 * series.Max())
        .QuickCheckThrowOnFailure();
}
