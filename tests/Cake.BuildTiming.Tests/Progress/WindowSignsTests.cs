using BuildTiming.Insight;
using BuildTiming.Output.Steps;
using BuildTiming.Output.Terminal;
using Cake.BuildTiming.Progress;
using static Cake.BuildTiming.Tests.Progress.PhaseScene;

namespace Cake.BuildTiming.Tests.Progress;

public sealed class WindowSignsTests
{
    private static readonly Estimate Left = new(Time(9, 22), Time(11, 40), Runs: 14, IsBeyond: false, Time(19, 47));

    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("tmux")]
    [InlineData("alacritty")]
    public void A_title_is_kept_changed_and_given_back_where_terminals_have_one(string term)
    {
        WindowCodes codes = new WindowSigns(name => name == "TERM" ? term : null).Of(
            At(Time(9, 22), estimate: Left, steps: new StepProgress(Stage("Sync", Time(3, 2)), null, 0, 0)));
        Assert.Equal(
            new WindowCodes("\e[22;0t", "\e]0;50 % bootstrap-persistent: Sync\a", "\e]0;\a\e[23;0t"), codes);
    }

    [Theory]
    [InlineData("linux")]
    [InlineData("dumb")]
    [InlineData("vt220")]
    [InlineData(null)]
    public void Others_get_nothing(string? term) =>
        Assert.Equal(WindowCodes.None, new WindowSigns(name => name == "TERM" ? term : null).Of(At(Time(9, 22), estimate: Left)));

    [Theory]
    [InlineData("WT_SESSION", "a-guid")]
    [InlineData("ConEmuANSI", "ON")]
    [InlineData("TERM_PROGRAM", "ghostty")]
    public void The_task_bar_is_told_by_terminals_that_are_known_to_have_one(string variable, string value)
    {
        var signs = new WindowSigns(name => name == variable ? value : null);
        Assert.Equal(new WindowCodes("", "\e]9;4;1;50\a", "\e]9;4;0;0\a"), signs.Of(At(Time(9, 22), estimate: Left)));
        Estimate beyond = Left with { IsBeyond = true, Remaining = TimeSpan.Zero };
        Assert.Equal("\e]9;4;4;100\a", signs.Of(At(Time(21, 0), estimate: beyond)).Change);
        Assert.Equal("\e]9;4;3;0\a", signs.Of(At(Time(21, 0))).Change);
    }
}
