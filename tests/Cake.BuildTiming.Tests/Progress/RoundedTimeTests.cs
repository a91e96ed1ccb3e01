using Cake.BuildTiming.Progress;

namespace Cake.BuildTiming.Tests.Progress;

public sealed class RoundedTimeTests
{
    [Theory]
    [InlineData(0, "0s", "0s")]
    [InlineData(1, "0s", "5s")]
    [InlineData(43, "45s", "45s")]
    [InlineData(59, "1m 00s", "1m 00s")]
    [InlineData(562, "9m 20s", "9m 30s")]
    [InlineData(599, "10m", "10m")]
    [InlineData(700, "12m", "12m")]
    [InlineData(1111, "19m", "19m")]
    [InlineData(3571, "1h 00m", "1h 00m")]
    [InlineData(3725, "1h 02m", "1h 03m")]
    [InlineData(-3, "0s", "0s")]
    public void An_estimate_is_no_finer_than_anybody_can_tell(int seconds, string about, string below)
    {
        Assert.Equal(about, RoundedTime.About(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(below, RoundedTime.Below(TimeSpan.FromSeconds(seconds)));
    }
}
