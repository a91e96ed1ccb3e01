using BuildTiming.Model;
using BuildTiming.Rows;

namespace Timing.Tests.Rows;

/// <summary>One file with rows of every generation, as scripts, a workflow and hands left them.</summary>
public sealed class AllGenerationsTests
{
    private readonly List<RegistryLine> _lines = ReadFixture();

    [Fact]
    public void Every_row_is_read_and_headers_and_empty_lines_are_not() =>
        Assert.Equal([2, 3, 4, 5, 7, 8, 9, 11, 15], _lines.OfType<RegistryRow>().Select(row => row.LineNumber));

    [Fact]
    public void A_line_of_no_generation_is_reported_by_its_number_and_reading_goes_on() =>
        Assert.Equal(
            [(12, "1 fields: rows have 12, 11, 9 or 7"), (13, "its quotes are not balanced"),
                (14, "duration_seconds is not a count of seconds")],
            _lines.OfType<UnreadableLine>().Select(line => (line.LineNumber, line.Reason)));

    [Fact]
    public void A_7_field_row_has_neither_phase_nor_flags() => Assert.Equal(
        new RegistryRow
        {
            LineNumber = 2,
            StartUtc = new(2025, 12, 20, 9, 0, 0, TimeSpan.Zero),
            EndUtc = new(2025, 12, 20, 9, 13, 0, TimeSpan.Zero),
            Env = "dev",
            BuildId = "20250115-03",
            DurationSeconds = 780,
            ExitCode = 0,
            LogPath = "logs/build-timings/dev-20250115-03-20251220T090000Z.log",
        },
        Line(2));

    [Fact]
    public void A_9_field_row_has_flags_and_no_counts()
    {
        RegistryRow row = Line(3);
        Assert.Equal("bootstrap", row.Phase);
        Assert.Equal("ENV_NAME=dev NODE_INSTANCE_TYPE=t3.small COMPACT_OUTPUT=false", row.Flags);
        Assert.Null(row.Resources);
        Assert.Equal(255, row.ExitCode);
    }

    [Fact]
    public void A_windows_line_break_is_no_part_of_the_last_cell() => Assert.EndsWith("110000Z.log", Line(4).LogPath);

    [Fact]
    public void Any_text_can_be_a_build_id() => Assert.Equal("20250115-06#####NEEDTOUPDATE###", Line(5).BuildId);

    [Fact]
    public void An_11_field_row_names_its_workflow_run_and_no_log()
    {
        RegistryRow row = Line(7);
        Assert.Equal(new ResourceCounts(3, 2, 1), row.Resources);
        Assert.Equal("https://ci.example/runs/1", row.WorkflowRunUrl);
        Assert.Null(row.Flags);
        Assert.Null(row.LogPath);
    }

    [Fact]
    public void Empty_quotes_are_empty_flags()
    {
        Assert.Equal("", Line(8).Flags);
        Assert.Equal(0, Line(8).DurationSeconds);
    }

    [Fact]
    public void Quoted_flags_may_hold_commas_and_quotes() => Assert.Equal("ENV_NAME=dev,REGION=eu-west-2, said \"yes\"", Line(9).Flags);

    [Fact]
    public void Empty_counts_are_unknown_not_zero() => Assert.Null(Line(11).Resources);

    [Theory]
    [InlineData("x,2026-01-24T14:43:28Z,p,dev,b,1,0,,0,0,0,x.log", "start_time_utc is not a time")]
    [InlineData("2026-01-24T14:43:27Z,x,p,dev,b,1,0,,0,0,0,x.log", "end_time_utc is not a time")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,-1,0,,0,0,0,x.log", "duration_seconds is not a count of seconds")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,x,,0,0,0,x.log", "exit_code is not a number")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,x,0,0,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,-1,0,0,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,0,-1,0,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,0,0,-1,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,1,,,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,,1,,x.log", "a resource count is not a count")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,,,1,x.log", "a resource count is not a count")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", "15 fields: rows have 12, 11, 9 or 7")]
    public void What_is_wrong_with_a_line_is_named(string line, string reason) =>
        Assert.Equal(new UnreadableLine { LineNumber = 1, Reason = reason }, Assert.Single(TimingCsv.Read(new StringReader(line))));

    [Fact]
    public void Rows_are_equal_by_what_they_hold()
    {
        RegistryRow row = Line(7);
        Assert.Equal(row, Line(7) with { WorkflowRunUrl = "https://ci.example/runs/1", LogPath = null });
        Assert.All(
            [row with { WorkflowRunUrl = "https://ci.example/runs/2" }, row with { WorkflowRunUrl = null }, row with { LogPath = "" }],
            other => Assert.NotEqual(row, other));
        Assert.NotEqual(row.WorkflowRunUrlText.GetHashCode(), (row with { WorkflowRunUrl = "x" }).WorkflowRunUrlText.GetHashCode());
        Assert.Null((row with { WorkflowRunUrl = null }).WorkflowRunUrl);
        Assert.Equal("x.log", (row with { LogPath = "x.log" }).LogPath);
    }

    [Fact]
    public void The_last_row_needs_no_line_break()
    {
        RegistryRow row = Line(15);
        Assert.Equal("ENV_NAME=dev REGION=eu-west-2", row.Flags);
        Assert.Equal(new ResourceCounts(17, 0, 0), row.Resources);
        Assert.EndsWith("20260124T144327Z.log", row.LogPath);
    }

    private RegistryRow Line(int number) => Assert.IsType<RegistryRow>(_lines.Single(line => line.LineNumber == number));

    private static List<RegistryLine> ReadFixture()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Rows", "all-generations.csv"));
        return [.. TimingCsv.Read(file)];
    }
}
