using System.Text;
using BuildTiming.Output;

namespace Timing.Tests.Output;

/// <summary>What stands in front of a line and is none of it.</summary>
public sealed class LinePrefixTests
{
    [Theory]
    [InlineData("14:23:45.123 STDOUT [app] terraform: ", "app")]
    [InlineData("14:23:45.123 STDERR [live/eu west/app] tofu: ", "live/eu west/app")]
    [InlineData("14:23:45.123 STDOUT terraform: ", "")]
    [InlineData("STDOUT [app] terraform: ", "app")]
    [InlineData("[app] ", "app")]
    [InlineData("[/srv/live/app] ", "/srv/live/app")]
    [InlineData("2026-01-24T14:43:27Z ", "")]
    [InlineData("2026-01-24T14:43:27.1234567Z ", "")]
    [InlineData("2026-01-24T14:43:27+01:00 ", "")]
    [InlineData("2026-01-24T14:43:27,123-0800 ", "")]
    [InlineData("2026-01-24 14:43:27 ", "")]
    [InlineData("14:43:27 ", "")]
    [InlineData("[14:43:27] ", "")]
    [InlineData("[2026-01-24T14:43:27Z] ", "")]
    [InlineData("2026-01-24T14:43:27Z [14:43:27.5] [app] ", "app")]
    [InlineData("2026-01-24T14:43:27Z 14:23:45.123 STDOUT [app] terraform: ", "app")]
    public void A_prefix_is_skipped_and_blanks_behind_it_are_kept(string prefix, string unit)
    {
        Assert.Equal(("a.b: Creating...", unit), Skip(prefix + "a.b: Creating..."));
        Assert.Equal(("  with a.b,", unit), Skip(prefix + "  with a.b,"));
    }

    [Theory]
    [InlineData("14:23:45.123 STDOUT [app] terraform:", "app")]
    [InlineData("[app]", "app")]
    [InlineData("14:23:45", "")]
    public void A_line_may_consist_of_its_prefix(string prefix, string unit) => Assert.Equal(("", unit), Skip(prefix));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData(" [app] text")]
    [InlineData("[INFO] text")]
    [InlineData("[1/3] text")]
    [InlineData("[12:00] text")]
    [InlineData("[app]text")]
    [InlineData("[app text")]
    [InlineData("[]")]
    [InlineData("2026-01-24 text")]
    [InlineData("2026-01-24T14:43 text")]
    [InlineData("2026-01-24T14:43:27+x text")]
    [InlineData("14:43:27text")]
    [InlineData("[14:43:27 text")]
    [InlineData("STDOUT")]
    [InlineData("STDOUT [app] text")]
    [InlineData("STDOUT text of a program: x")]
    public void What_merely_looks_like_a_prefix_is_a_part_of_the_line(string line) => Assert.Equal((line, ""), Skip(line));

    private static (string Line, string Unit) Skip(string line)
    {
        ReadOnlySpan<byte> rest = LinePrefix.Skip(Encoding.UTF8.GetBytes(line), out ReadOnlySpan<byte> unit);
        return (Encoding.UTF8.GetString(rest), Encoding.UTF8.GetString(unit));
    }
}
