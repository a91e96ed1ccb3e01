using Cake.BuildTiming.Output;

namespace Build.Tests.Output;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(0.4, "0s")]
    [InlineData(59.4, "59s")]
    [InlineData(59.5, "1m 00s")]
    [InlineData(996, "16m 36s")]
    [InlineData(3599.4, "59m 59s")]
    [InlineData(3599.5, "1h 00m")]
    [InlineData(3720, "1h 02m")]
    [InlineData(3749, "1h 02m")]
    [InlineData(3750, "1h 03m")]
    [InlineData(7199, "2h 00m")]
    [InlineData(360_000, "100h 00m")]
    public void A_duration_is_said_as_people_say_it(double seconds, string said) =>
        Assert.Equal(said, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(112, 100, "+12 %")]
    [InlineData(92, 100, "-8 %")]
    [InlineData(100, 100, "0 %")]
    [InlineData(1004, 1000, "0 %")]
    [InlineData(0, 100, "-100 %")]
    [InlineData(298, 100, "+198 %")]
    [InlineData(999, 100, "+899 %")]
    [InlineData(1200, 100, "12 times")]
    public void A_change_is_said_against_what_is_usual(double seconds, double usual, string said) =>
        Assert.Equal(said, Figures.Change(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(usual)));

    [Theory]
    [InlineData(105, 100, true)]
    [InlineData(95, 100, true)]
    [InlineData(106, 100, false)]
    [InlineData(94, 100, false)]
    [InlineData(2, 1, true)]
    [InlineData(4, 2, false)]
    [InlineData(1.9, 0, true)]
    public void Within_a_twentieth_or_two_seconds_a_duration_is_usual(double seconds, double usual, bool isUsual) =>
        Assert.Equal(isUsual, Figures.IsUsual(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(usual)));

    [Theory]
    [InlineData(0, "0 runs")]
    [InlineData(1, "1 run")]
    [InlineData(14, "14 runs")]
    public void One_of_a_thing_is_one_thing(int number, string said) => Assert.Equal(said, Figures.Count(number, "run"));
}
