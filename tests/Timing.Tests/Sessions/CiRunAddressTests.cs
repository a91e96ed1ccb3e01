using BuildTiming.Model;
using BuildTiming.Rows;
using BuildTiming.Sessions;

namespace Timing.Tests.Sessions;

public sealed class CiRunAddressTests
{
    [Theory]
    [InlineData("https://github.com/o/r/actions/runs/12", "https://github.com/o/r/actions/runs/12")]
    [InlineData("https://ci.example.org:8443/job/a%20b/7/", "https://ci.example.org:8443/job/a%20b/7/")]
    [InlineData("https://dev.azure.com/o/my project/_build/results?buildId=3",
        "https://dev.azure.com/o/my%20project/_build/results?buildId=3")]
    [InlineData("https://ci.example.org/a,b\"c\"/7?x=1,2", "https://ci.example.org/a%2Cb%22c%22/7?x=1%2C2")]
    [InlineData("https://user:secret@ci.example.org/7#token=secret", "https://ci.example.org/7")]
    [InlineData("https://ci.example.org/\n7\t8", "https://ci.example.org/%0A7%098")]
    [InlineData("https://ci.example.org/é", "https://ci.example.org/%C3%A9")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/job/7", null)]
    [InlineData("not an address", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_fit_for_a_row_or_left_out(string? text, string? clean)
    {
        Assert.Equal(clean, CiRunAddress.Clean(text));
        if (clean is not null) RequireCell(clean);
    }

    [Fact]
    public void One_that_is_too_long_is_left_out()
    {
        Assert.Null(CiRunAddress.Clean("https://ci.example.org/" + new string('a', 500)));
        Assert.Null(CiRunAddress.Clean("https://ci.example.org/" + new string(',', 400)));
    }

    [Fact]
    public void Whatever_it_holds_a_row_can_hold_it()
    {
        foreach (int c in Enumerable.Range(0, 0x3000))
            if (CiRunAddress.Clean($"https://ci{(char)c}.org/a{(char)c}b?{(char)c}") is { } clean) RequireCell(clean);
    }

    private static void RequireCell(string address)
    {
        Assert.DoesNotContain(' ', address);
        TimingCsv.FormatLine(new TimingRow
        {
            Start = DateTimeOffset.UnixEpoch,
            DurationSeconds = 0,
            Phase = "p",
            Env = "dev",
            BuildId = "b",
            ExitCode = 0,
            Flags = "CI_RUN=" + address,
            Resources = default,
            LogPath = "",
        });
    }
}
