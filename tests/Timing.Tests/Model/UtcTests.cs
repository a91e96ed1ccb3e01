using BuildTiming.Model;

namespace Timing.Tests.Model;

public sealed class UtcTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 24, 15, 43, 27, TimeSpan.FromHours(1));

    [Fact]
    public void A_time_is_written_in_universal_time_to_the_second() => Assert.Equal("2026-01-24T14:43:27Z", Utc.Format(Time));

    [Fact]
    public void A_name_holds_no_colon() => Assert.Equal("20260124T144327Z", Utc.FormatForName(Time));

    [Theory]
    [InlineData("2026-01-24T14:43:27Z", true)]
    [InlineData("2026-01-24T14:43:27", false)]
    [InlineData("2026-01-24 14:43:27Z", false)]
    [InlineData("", false)]
    public void Only_the_written_form_is_read(string text, bool readable)
    {
        Assert.Equal(readable, Utc.TryParse(text, out DateTimeOffset time));
        if (readable) Assert.Equal(Time, time);
    }
}
