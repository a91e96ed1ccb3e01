using System.Text;
using BuildTiming.Rows;

namespace Timing.Tests.Rows;

public sealed class HostileFileTests
{
    private const string Row = "2026-01-24T14:43:27Z,2026-01-24T14:43:28Z,apply-persistent,dev,persistent,1,0,,0,0,0,x.log";

    [Fact]
    public void A_line_of_hundreds_of_megabytes_is_skipped_without_holding_it()
    {
        const int megabytes = 300;
        using var reader = new RepeatingReader(new string('x', 1024 * 1024), megabytes, $"\n{Row}\n");
        long before = GC.GetAllocatedBytesForCurrentThread();

        List<RegistryLine> lines = [.. TimingCsv.Read(reader)];

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * 1024 * 1024);
        Assert.Equal(new UnreadableLine { LineNumber = 1, Reason = "longer than 65536 characters" }, lines[0]);
        Assert.Equal(2, Assert.IsType<RegistryRow>(lines[1]).LineNumber);
    }

    [Fact]
    public void The_longest_line_is_read_and_one_more_character_is_not()
    {
        string longest = Row + new string('x', BoundedLines.Limit - Row.Length);

        Assert.IsType<RegistryRow>(Assert.Single(Read(longest)));
        Assert.IsType<RegistryRow>(Assert.Single(Read(longest + "\r\n")));
        Assert.IsType<UnreadableLine>(Assert.Single(Read(longest + "x")));
        Assert.IsType<UnreadableLine>(Assert.Single(Read(longest + "x\r\n")));
    }

    [Fact]
    public void The_longest_line_is_read_also_where_its_line_break_comes_in_two_parts()
    {
        using var reader = new RepeatingReader(Row + new string('x', BoundedLines.Limit - Row.Length) + "\r", 1, "\n");
        Assert.IsType<RegistryRow>(Assert.Single(TimingCsv.Read(reader)));
    }

    [Fact]
    public void An_open_quote_costs_its_own_line_only() => Assert.Equal(
        [typeof(RegistryRow), typeof(UnreadableLine), typeof(RegistryRow)],
        Read($"{Row}\n\"{Row}\n{Row}\n").Select(line => line.GetType()));

    [Fact]
    public void Ten_million_quotes_are_one_unreadable_line_each() => Assert.Equal(3,
        Read($"{new string('"', 10_000_000)}\n{new string('"', BoundedLines.Limit - 1)}\na{new string('"', BoundedLines.Limit - 1)}\n")
            .OfType<UnreadableLine>().Count());

    [Fact]
    public void A_line_with_NUL_bytes_or_a_lone_carriage_return_is_unreadable() => Assert.Equal(
        ["a control character", "a control character", "a control character"],
        Read($"\0\0\0\n{Row.Replace("dev", "d\0ev")}\n{Row.Replace("dev", "d\rev")}\n").OfType<UnreadableLine>()
            .Select(line => line.Reason));

    [Fact]
    public void Bytes_of_another_encoding_do_not_stop_the_reading() =>
        Assert.Equal([2], TimingCsv.Read(new MemoryStream([0xFF, 0xFE, 0x41, 0x00, 0x0A, .. Encoding.UTF8.GetBytes(Row)]))
            .OfType<RegistryRow>().Select(row => row.LineNumber));

    [Fact]
    public void Rows_come_before_the_file_is_read_to_its_end()
    {
        using var reader = new RepeatingReader(Row + "\n", int.MaxValue - 1, "");
        Assert.Equal(3, TimingCsv.Read(reader).Take(3).Count());
    }

    private static List<RegistryLine> Read(string text) => [.. TimingCsv.Read(new StringReader(text))];
}
