using System.Globalization;
using System.Text;
using BuildTiming.Model;
using BuildTiming.Rows;
using FsCheck;
using FsCheck.Fluent;

namespace Timing.Tests.Rows;

public sealed class TimingCsvTests
{
    private const string Line =
        "2026-01-24T14:43:27Z,2026-01-24T15:00:03Z,bootstrap-persistent,dev,persistent,996,0,," +
        "17,0,0,logs/build-timings/bootstrap-persistent-dev-persistent-20260124T144327Z.log";

    private static readonly TimingRow Row = new()
    {
        Start = new DateTimeOffset(2026, 1, 24, 14, 43, 27, TimeSpan.Zero),
        DurationSeconds = 996,
        Phase = "bootstrap-persistent",
        Env = "dev",
        BuildId = "persistent",
        ExitCode = 0,
        Flags = "",
        Resources = new ResourceCounts(17, 0, 0),
        LogPath = "logs/build-timings/bootstrap-persistent-dev-persistent-20260124T144327Z.log",
    };

    [Fact]
    public void A_row_is_written_as_its_consumers_expect_it() => Assert.Equal(Line, TimingCsv.FormatLine(Row));

    [Fact]
    public void A_row_is_written_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus ";
        odd.DateTimeFormat.TimeSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Contains(",996,-1,", TimingCsv.FormatLine(Row with { ExitCode = -1 }));
            Assert.StartsWith("2026-01-24T14:43:27Z,", TimingCsv.FormatLine(Row));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_header_names_as_many_columns_as_a_row_has_cells() =>
        Assert.Equal(TimingCsv.Header.Split(',').Length, Line.Split(',').Length);

    [Theory]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\t")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\uD800")]
    public void A_cell_that_a_consumer_would_misread_is_refused_by_name(string text)
    {
        string cell = $"a{text}b";
        Assert.Contains("phase", Refusal(Row with { Phase = cell }));
        Assert.Contains("env", Refusal(Row with { Env = cell }));
        Assert.Contains("build_id", Refusal(Row with { BuildId = cell }));
        Assert.Contains("flags", Refusal(Row with { Flags = cell }));
        Assert.Contains("log_path", Refusal(Row with { LogPath = cell }));
    }

    [Fact]
    public void Numbers_that_no_run_can_have_are_refused_by_name()
    {
        Assert.Contains("duration_seconds", Refusal(Row with { DurationSeconds = -1 }));
        Assert.Contains("duration_seconds", Refusal(Row with { DurationSeconds = long.MaxValue }));
        Assert.Contains("start_time_utc", Refusal(Row with { Start = Row.Start.AddMilliseconds(1) }));
        Assert.Contains("resources_added is negative: -1", Refusal(Row with { Resources = new ResourceCounts(-1, 0, 0) }));
        Assert.Contains("resources_changed is negative: -1", Refusal(Row with { Resources = new ResourceCounts(0, -1, 0) }));
        Assert.Contains("resources_destroyed is negative: -1", Refusal(Row with { Resources = new ResourceCounts(0, 0, -1) }));
        Assert.Contains("phase", Refusal(Row with { Phase = "" }));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\uFF1D1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20x")]
    public void A_cell_that_a_spreadsheet_would_run_is_refused_by_name(string cell)
    {
        Assert.Equal(
            $"build_id starts with '{cell[0]}', by which a spreadsheet takes it for a formula.", Refusal(Row with { BuildId = cell }));
        Assert.Contains($",x{cell},", TimingCsv.FormatLine(Row with { BuildId = "x" + cell }));
    }

    [Fact]
    public void A_run_may_take_no_time_and_may_end_with_the_last_second_that_there_is()
    {
        Assert.Contains(",0,0,,17,", TimingCsv.FormatLine(Row with { DurationSeconds = 0 }));
        TimingRow last = Row with { Start = new(9999, 12, 31, 23, 59, 57, TimeSpan.Zero), DurationSeconds = 2 };
        Assert.StartsWith("9999-12-31T23:59:57Z,9999-12-31T23:59:59Z,", TimingCsv.FormatLine(last));
        Assert.Contains("duration_seconds", Refusal(last with { DurationSeconds = 3 }));
    }

    [Fact]
    public void A_stream_stays_open_when_it_has_been_read()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Line));
        Assert.Single(TimingCsv.Read(stream));
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData("x", "The line is not a row of 12 well-formed fields.")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,=p,dev,b,1,0,,0,0,0,x.log",
        "The line is not a well-formed row: phase starts with '=', by which a spreadsheet takes it for a formula.")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,01,0,,0,0,0,x.log", "The line is not written as a row is written.")]
    public void A_line_that_is_no_row_is_refused_with_the_reason(string line, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => TimingCsv.ParseRow(line)).Message);

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Row, TimingCsv.ParseRow(Line));

    [Theory]
    [InlineData("")]
    [InlineData(TimingCsv.Header)]
    [InlineData(Line + "\n")]
    [InlineData(Line + "\r")]
    [InlineData(Line + ",")]
    [InlineData("\uFEFF" + Line)]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:29Z,p,dev,b,1,0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,01,0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,+1,0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,-0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,\"\",0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,a\rb,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,0,,-1,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,,dev,b,1,0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,9223372036854775807,0,,0,0,0,x.log")]
    [InlineData("2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,p,dev,b,1,99999999999,,0,0,0,x.log")]
    public void A_line_that_is_not_exactly_well_formed_is_no_row(string line) =>
        Assert.Throws<FormatException>(() => TimingCsv.ParseRow(line));

    [Fact]
    public void Every_row_that_can_be_written_is_read_back_by_both_readers() =>
        Check.QuickThrowOnFailure(Prop.ForAll(RowArbitrary.Rows, row =>
        {
            string line = TimingCsv.FormatLine(row);
            RegistryRow read = Assert.IsType<RegistryRow>(Assert.Single(TimingCsv.Read(new StringReader(line))));
            return TimingCsv.ParseRow(line) == row
                && line.Split(',').Length == 12
                && (read.StartUtc, read.EndUtc, read.Phase, read.Flags) == (row.Start, row.End, row.Phase, row.Flags)
                && (read.Env, read.BuildId, read.LogPath) == (row.Env, row.BuildId, row.LogPath)
                && (read.DurationSeconds, read.ExitCode, read.Resources) == (row.DurationSeconds, row.ExitCode, row.Resources);
        }));

    [Fact]
    public void Whatever_is_accepted_as_a_row_is_written_with_the_same_bytes() =>
        Check.QuickThrowOnFailure(Prop.ForAll(RowArbitrary.DamagedLines, line =>
        {
            try
            {
                return TimingCsv.FormatLine(TimingCsv.ParseRow(line)) == line;
            }
            catch (FormatException)
            {
                return true;
            }
        }));

    [Fact]
    public void No_bytes_make_a_reader_fail_or_lose_count() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes =>
        {
            int lines = Encoding.UTF8.GetString(bytes).Count(character => character == '\n') + 1;
            List<RegistryLine> read = [.. TimingCsv.Read(new MemoryStream(bytes))];
            return read.TrueForAll(line => line.LineNumber >= 1 && line.LineNumber <= lines);
        }));

    private static string Refusal(TimingRow row) => Assert.Throws<ArgumentException>(() => TimingCsv.FormatLine(row)).Message;
}
