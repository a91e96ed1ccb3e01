using BuildTiming.Insight;

namespace Timing.Tests.Insight;

public sealed class EstimatorTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_fewer_than_three_runs_nothing_is_said(int runs) =>
        Assert.Null(Of([.. Enumerable.Repeat(100, runs)]).At(TimeSpan.FromSeconds(1), null, TimeSpan.Zero));

    [Fact]
    public void Only_runs_that_took_at_least_as_long_tell_what_remains()
    {
        Estimate estimate = Of(100, 110, 200, 210, 220).At(TimeSpan.FromSeconds(150), null, TimeSpan.Zero)!;

        Assert.Equal(TimeSpan.FromSeconds(60), estimate.Remaining);
        Assert.Equal((5, false, TimeSpan.FromSeconds(220)), (estimate.Runs, estimate.IsBeyond, estimate.Longest));
    }

    [Fact]
    public void A_run_that_takes_longer_than_any_before_is_beyond_them()
    {
        Estimate estimate = Of(100, 110, 120).At(TimeSpan.FromSeconds(121), null, TimeSpan.Zero)!;

        Assert.True(estimate.IsBeyond);
        Assert.Equal(TimeSpan.Zero, estimate.Remaining);
    }

    private static Estimator Of(params int[] seconds) => new(new PhaseHistory(
        [.. seconds.Select((duration, i) => new PastRun(First.AddDays(i), TimeSpan.FromSeconds(duration), []))]));
}
