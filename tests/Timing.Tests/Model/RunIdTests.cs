using BuildTiming.Model;
using FsCheck;
using FsCheck.Fluent;
using Timing.Tests.Journal;

namespace Timing.Tests.Model;

public sealed class RunIdTests
{
    [Fact]
    public void A_name_tells_its_start() => Assert.Matches("^20260124T144327Z-[0-9a-f]{16}$", RunId.Create(Sample.Time));

    [Fact]
    public void Two_runs_of_one_second_have_two_names() => Assert.NotEqual(RunId.Create(Sample.Time), RunId.Create(Sample.Time));

    [Fact]
    public void Names_are_valid_and_sort_by_start() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
            seconds =>
            {
                string first = RunId.Create(DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds.Item1, seconds.Item2)));
                string second = RunId.Create(DateTimeOffset.FromUnixTimeSeconds(1L + Math.Max(seconds.Item1, seconds.Item2)));
                return RunId.IsValid(first) && RunId.IsValid(second) && string.CompareOrdinal(first, second) < 0;
            }));

    [Fact]
    public void Runs_of_one_second_sort_by_their_start()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(tick => RunId.Create(Sample.Time.AddTicks(tick * 99_999)))];

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.True(RunId.IsValid(name)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20260124T144327Z-0123456789abcde")]
    [InlineData("20260124T144327Z-0123456789ABCDEF")]
    [InlineData("20260124T144327Z_0123456789abcdef")]
    [InlineData("20261324T144327Z-0123456789abcdef")]
    [InlineData("20260124T144327Z-0123456789abcdef\n")]
    [InlineData("../../../../../etc/passwd/0123456")]
    public void Anything_else_is_no_name(string? text) => Assert.False(RunId.IsValid(text));
}
