using BuildTiming.Model;
using Cake.BuildTiming.Output;

namespace Build.Tests.Output;

public sealed class RunSummaryTests
{
    private static readonly TimingRow[] Rows =
        [Row("apply-persistent", 131, 0, new(10, 0, 0)), Row("bootstrap-persistent", 4020, 1, new(4, 0, 0))];

    private static readonly LogPlace Here = new(root: null, "/work");

    [Theory]
    [InlineData(null, "logs/a.log")]
    [InlineData("/work", "logs/a.log")]
    [InlineData("/work/samples/platform", "samples/platform/logs/a.log")]
    [InlineData("samples/platform", "samples/platform/logs/a.log")]
    [InlineData("/work of others", "/work of others/logs/a.log")]
    [InlineData("../platform", "/platform/logs/a.log")]
    public void The_path_of_a_log_can_be_pasted_where_the_build_runs(string? root, string shown) =>
        Assert.Equal(shown, new LogPlace(root, "/work").Of("logs/a.log"));

    [Fact]
    public void At_80_columns_a_phase_is_a_line_and_a_path_is_a_line() => Assert.Equal(
        [
            "",
            "  ✓ apply-persistent      2m 11s          +10 ~0 -0",
            "  ✕ bootstrap-persistent  1h 07m  exit 1  +4 ~0 -0",
            "",
            "  Logs:",
            "    logs/build-timings/apply-persistent-dev-persistent-20260327T104200Z.log",
            "    logs/build-timings/bootstrap-persistent-dev-persistent-20260327T104200Z.log",
            "",
        ],
        new RunSummary(Rows, new(80, Unicode: true), Here).Lines());

    [Fact]
    public void At_44_columns_what_changed_is_left_out_and_in_ASCII_the_signs_are_words() => Assert.Equal(
        ["", "  ok apply-persistent      2m 11s", "  x  bootstrap-persistent  1h 07m  exit 1"],
        new RunSummary(Rows, new(44, Unicode: false), Here).Lines().Take(3));

    [Fact]
    public void A_row_without_a_log_names_none() =>
        Assert.Equal(["", "  ok apply-persistent  59s  +0 ~0 -0"],
            new RunSummary([Row("apply-persistent", 59, 0, default) with { LogPath = "" }], new(80, Unicode: false), Here).Lines());

    [Fact]
    public void Without_a_phase_there_is_nothing_to_say() => Assert.Empty(new RunSummary([], new(80, Unicode: true), Here).Lines());

    private static TimingRow Row(string phase, long seconds, int exitCode, ResourceCounts resources) => new()
    {
        Start = new DateTimeOffset(2026, 3, 27, 10, 42, 0, TimeSpan.Zero),
        Phase = phase,
        Env = "dev",
        BuildId = "persistent",
        DurationSeconds = seconds,
        ExitCode = exitCode,
        Flags = "",
        Resources = resources,
        LogPath = $"logs/build-timings/{phase}-dev-persistent-20260327T104200Z.log",
    };
}
