using BuildTiming.Insight;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Output.Summary;

namespace Build.Tests.Output.Summary;

public sealed class ComparisonTests
{
    private static readonly LineStyle Unicode = new(80, Unicode: true);

    [Theory]
    [InlineData(104, "usual")]
    [InlineData(96, "usual")]
    [InlineData(112, "+12 %")]
    [InlineData(120, "+20 %")]
    [InlineData(121, "+21 % ▲")]
    [InlineData(130, "+30 % ▲")]
    [InlineData(131, "+31 % ▲ slowest of 15")]
    [InlineData(60, "-40 %")]
    public void A_sign_says_that_nine_in_ten_took_less(double seconds, string text) =>
        Assert.Equal(text, Compared(seconds, 100, 120, 130).Text(Unicode));

    [Fact]
    public void In_ASCII_the_sign_is_a_word() =>
        Assert.Equal("+21 % slow", Compared(121, 100, 120, 130).Text(Unicode with { Unicode = false }));

    [Fact]
    public void Against_next_to_nothing_no_percentage_is_told() =>
        Assert.Equal("more than usual ▲ slowest of 15", Compared(9, 0.1, 1, 2).Text(Unicode));

    [Fact]
    public void Beyond_all_but_within_what_runs_differ_for_no_reason_it_is_usual() =>
        Assert.Equal("usual", Compared(2.5, 1, 1.5, 2).Text(Unicode));

    private static Comparison Compared(double seconds, double median, double p90, double longest) => new(TimeSpan.FromSeconds(seconds),
        new UsualDuration(14, TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(p90), TimeSpan.FromSeconds(longest)));
}
