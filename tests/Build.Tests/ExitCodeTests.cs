using Build.Run;
using Cake.Core;

namespace Build.Tests;

public sealed class ExitCodeTests
{
    private readonly ExitCode _exitCode = new();

    [Fact]
    public void Success_is_0_also_where_a_tolerated_task_failed() => Assert.Equal(0, Ended(new CakeException(42, "tolerated")).Of(0));

    [Theory]
    [InlineData(42)]
    [InlineData(127)]
    [InlineData(130)]
    public void A_failure_keeps_its_code_whatever_Cakes_host_returns(int code)
    {
        Ended(new CakeException(code, "broke"));
        Assert.Equal((code, code), (_exitCode.Of(1), _exitCode.Of(code)));
    }

    [Fact]
    public void Cakes_wrappings_are_looked_into() => Assert.Equal(
        42, Ended(new CakeReportException(new CakeReport(), "broke", new AggregateException(new CakeException(42, "broke")))).Of(1));

    [Fact]
    public void The_first_failure_counts()
    {
        Ended(new CakeException(42, "first"));
        Assert.Equal(42, Ended(new CakeException(7, "after it")).Of(1));
    }

    [Fact]
    public void A_bug_is_1() => Assert.Equal(1, Ended(new InvalidOperationException("a bug")).Of(1));

    [Fact]
    public void What_fails_after_the_last_task_is_what_Cake_says() => Assert.Equal(9, Ended(null).Of(9));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_fails_before_the_build_has_begun_was_refused(int ofHost) => Assert.Equal(2, _exitCode.Of(ofHost));

    private ExitCode Ended(Exception? exception)
    {
        _exitCode.Begin();
        _exitCode.Keep(exception);
        return _exitCode;
    }
}
