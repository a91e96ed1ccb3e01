using System.Text.RegularExpressions;
using BuildTiming.Insight;
using BuildTiming.Output.Steps;
using BuildTiming.Sessions;
using Cake.BuildTiming.Progress;
using static Cake.BuildTiming.Tests.Progress.PhaseScene;

namespace Cake.BuildTiming.Tests.Progress;

public sealed class BarTextTests
{
    private static readonly Estimate Left = new(Time(9, 22), Time(11, 40), Runs: 14, IsBeyond: false, Time(19, 47));

    private static readonly StepProgress Steps = new(Stage("Stage 3: ArgoCD Sync Wait", Time(3, 2)), null, InProgress: 3, Done: 12);

    public static TheoryData<int, string> Widths { get; } = new()
    {
        {
            160,
            " bootstrap-persistent ━━━━━━━━━━━━━─────────────────  7m 12s of ~17m, ~9m 20s left  Stage 3: ArgoCD Sync Wait 4m 10s"
            + ", 3 in progress, 12 done"
        },
        { 120, " bootstrap-persistent ━━━━━━━━━━━━━─────────────────  7m 12s of ~17m, ~9m 20s left  Stage 3: ArgoCD Sync Wait 4m 10s" },
        { 80, " bootstrap-persistent ━━━━──────  7m 12s, ~9m 20s left  Stage 3: ArgoCD… 4m 10s" },
        { 60, " bootstrap-persistent ━━━━━━─────────  7m 12s, ~9m 20s left" },
        { 40, " bootstrap-persistent  ~9m 20s left" },
        { 24, " bootstr…  ~9m 20s left" },
    };

    [Theory]
    [MemberData(nameof(Widths))]
    public void As_much_as_fits_is_said_and_what_matters_most_to_the_last(int columns, string expected) =>
        Assert.Equal(expected, Line(At(Time(7, 12), estimate: Left, steps: Steps), columns));

    [Fact]
    public void Whatever_the_width_the_last_column_stays_free() => Assert.All(
        Enumerable.Range(3, 200),
        columns => Assert.All(
            [At(Time(7, 12)), At(Time(7, 12), estimate: Left, steps: Steps), At(Time(21, 5), estimate: Left with { IsBeyond = true })],
            progress => Assert.InRange(ShownText.Width(Line(progress, columns)), 1, columns - 1)));

    [Fact]
    public void Without_a_history_there_is_no_bar() =>
        Assert.Equal(" bootstrap-persistent  7m 12s  Stage 3: ArgoCD Sync Wait 4m 10s", Line(At(Time(7, 12), steps: Steps), 80));

    [Theory]
    [InlineData(0, 81, " bootstrap-persistent ━━━━━━━━━━━  21m 05s, longer than any of 14 runs (19m 47s)")]
    [InlineData(125, 95, " bootstrap-persistent ━━━━━━━━━━─  21m 05s, longer than any of 14 runs (19m 47s), ~2m 00s left")]
    [InlineData(125, 40, " bootstrap-persistent  ~2m 00s left")]
    public void Beyond_what_was_seen_it_says_so_and_what_the_stages_tell(int left, int columns, string expected) => Assert.Equal(
        expected, Line(At(Time(21, 5), estimate: Left with { IsBeyond = true, Remaining = Time(0, left) }), columns));

    [Fact]
    public void Without_Unicode_it_is_ASCII() => Assert.Equal(
        " bootstrap-persistent [###------]  7m 12s, ~9m 20s left  Stage ? 4m 10s",
        new BarText(unicode: false, colours: false).Of(
            At(Time(7, 12), estimate: Left, steps: Steps with { Stage = Stage("Stage ü", Time(3, 2)), InProgress = 0, Done = 0 }), 72));

    [Fact]
    public void Colours_add_no_width_and_end_where_they_begin()
    {
        string line = new BarText(unicode: true, colours: true).Of(At(Time(7, 12), estimate: Left), 60);
        Assert.Contains("\e[36m━━━━━━\e[0m\e[2m─────────\e[0m", line);
        Assert.Equal(Line(At(Time(7, 12), estimate: Left), 60), Regex.Replace(line, @"\e\[\d*m", ""));
    }

    [Fact]
    public void A_stage_in_wide_letters_is_cut_by_what_is_seen()
    {
        string line = Line(At(Time(7, 12), steps: new StepProgress(Stage("部署集群的所有组件和服务部署集群的所有组件", Time(3, 2)), null, 0, 0)), 60);
        Assert.Equal(59, ShownText.Width(line));
        Assert.Contains("…", line);
    }

    [Fact]
    public void The_share_that_is_over_is_by_the_estimate()
    {
        Assert.Null(BarText.Share(At(Time(7, 12))));
        Assert.Equal(0.5, BarText.Share(At(Time(9, 22), estimate: Left)));
        Assert.Equal(1, BarText.Share(At(Time(9, 22), estimate: Left with { IsBeyond = true, Remaining = TimeSpan.Zero })));
    }

    private static string Line(PhaseProgress progress, int columns) => new BarText(unicode: true, colours: false).Of(progress, columns);
}
