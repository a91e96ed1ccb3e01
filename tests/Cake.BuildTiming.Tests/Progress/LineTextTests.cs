using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output.Steps;
using BuildTiming.Sessions;
using Cake.BuildTiming.Progress;
using static Cake.BuildTiming.Tests.Progress.PhaseScene;

namespace Cake.BuildTiming.Tests.Progress;

public sealed class LineTextTests
{
    private static readonly PhaseHistory Past =
        History("ArgoCD sync wait", (990, 180), (996, 182), (1002, 182), (1100, 190));

    private static readonly Estimate Left = new(Time(9, 22), Time(11, 40), Runs: 4, IsBeyond: false, Time(18, 20));

    [Fact]
    public void When_a_phase_starts_it_says_what_is_usual_and_how_many_runs_say_so() =>
        Assert.Equal(
            "[bootstrap-persistent] usually 16m 39s (median of 4 runs; 9 in 10 under 19m)",
            new LineText(unicode: true).Usual(At(TimeSpan.Zero, Past)));

    [Fact]
    public void Of_fewer_than_three_runs_it_says_nothing()
    {
        Assert.Null(new LineText(unicode: true).Usual(At(TimeSpan.Zero)));
        Assert.Null(new LineText(unicode: true).Usual(At(TimeSpan.Zero, History("a", (1, 1), (2, 1)))));
    }

    [Fact]
    public void Without_a_history_it_says_how_long_and_where() => Assert.Equal(
        "[bootstrap-persistent] 7m 12s · ArgoCD sync wait, Pass 2/2 for 4m 10s · 3 resources in progress, 12 done",
        Now(At(Time(7, 12), steps: new StepProgress(
            Stage("ArgoCD sync wait", Time(3, 2)), Stage("Pass 2/2", Time(5, 0), StepKind.Pass), InProgress: 3, Done: 12))));

    [Fact]
    public void With_one_it_says_how_much_is_left_and_how_sure_that_is() => Assert.Equal(
        "[bootstrap-persistent] 7m 12s of usually 16m 39s, about 9m 20s left (under 12m in 9 of 10) · ArgoCD sync wait for 3m 00s",
        Now(At(Time(7, 12), Past, Left, new StepProgress(Stage("ArgoCD sync wait", Time(4, 12)), null, 0, 0))));

    [Fact]
    public void A_stage_that_takes_longer_than_it_does_in_nine_of_ten_runs_is_held_against_its_usual_time() => Assert.EndsWith(
        " · ArgoCD sync wait for 4m 10s, usually 3m 02s",
        Now(At(Time(7, 12), Past, Left, new StepProgress(Stage("ArgoCD sync wait", Time(3, 2)), null, 0, 0))));

    [Theory]
    [InlineData(0, "")]
    [InlineData(125, ", about 2m 00s left")]
    public void Beyond_what_was_seen_it_says_so_and_what_the_stages_tell(int left, string expected) => Assert.Equal(
        "[bootstrap-persistent] 21m 05s, longer than any of 4 runs (18m 20s)" + expected,
        Now(At(Time(21, 5), Past, Left with { IsBeyond = true, Remaining = Time(0, left) })));

    [Theory]
    [InlineData(0, 1, "1 resource done")]
    [InlineData(2, 0, "2 resources in progress")]
    public void Resources_that_there_are_not_are_left_out(int inProgress, int done, string expected) =>
        Assert.Equal($"[bootstrap-persistent] 5s · {expected}", Now(At(Time(0, 5), steps: new StepProgress(null, null, inProgress, done))));

    [Fact]
    public void A_second_that_has_not_passed_does_not_count() =>
        Assert.Equal("[bootstrap-persistent] 59s", Now(At(TimeSpan.FromSeconds(59.9))));

    [Fact]
    public void Without_Unicode_it_is_ASCII() => Assert.Equal(
        "[bootstrap-persistent] 5s - Stage ? for 2s",
        new LineText(unicode: false).Now(At(Time(0, 5), steps: new StepProgress(Stage("Stage ü", Time(0, 3)), null, 0, 0))));

    private static string Now(PhaseProgress progress) => new LineText(unicode: true).Now(progress);
}
