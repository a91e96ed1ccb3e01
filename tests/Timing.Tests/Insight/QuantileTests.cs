using BuildTiming.Insight;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Statistics;

namespace Timing.Tests.Insight;

public sealed class QuantileTests
{
    private static readonly Arbitrary<double[]> Samples =
        Arb.From(Gen.Choose(0, 1_000_000).Select(value => value / 1000.0).NonEmptyListOf().Select(values => values.Order().ToArray()));

    [Fact]
    public void Quantiles_are_those_of_definition_6_of_Hyndman_and_Fan() => Prop.ForAll(
        Samples, Arb.From(Gen.Choose(0, 1000)), (sample, share) => Math.Abs(
            Quantile.Of(sample, share / 1000.0) - sample.QuantileCustom(share / 1000.0, QuantileDefinition.R6)) < 1e-6)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_median_is_the_middle_value_or_the_mean_of_the_two_in_the_middle() => Prop.ForAll(
        Samples, sample => Math.Abs(Quantile.Median(sample) - sample.Median()) < 1e-6).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_usual_is_said_of_three_runs_or_more()
    {
        Assert.Null(UsualDuration.Of([1, 2]));
        Assert.Equal(
            new UsualDuration(3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9)), UsualDuration.Of([9, 1, 2]));
        Assert.Equal(TimeSpan.FromSeconds(18.9), UsualDuration.Of([.. Enumerable.Range(1, 20).Select(i => (double)i)])!.P90);
    }
}
