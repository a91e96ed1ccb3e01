using System.Text;
using BuildTiming.Output;

namespace Timing.Tests.Output;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\e[31mb\e[0mc", "abc")]
    [InlineData("\e[mx", "x")]
    [InlineData("\e[1;2 qx", "x")]
    [InlineData("\e[1@x", "x")]
    [InlineData("\e[1~x", "x")]
    [InlineData("\e[1\u007fx", "\u007fx")]
    [InlineData("\e[1\u0007x", "\u0007x")]
    [InlineData("\e[1éx", "éx")]
    [InlineData("x\e[1;2", "x")]
    [InlineData("x\e[", "x")]
    [InlineData("x\e", "x")]
    [InlineData("\eMx", "x")]
    [InlineData("\e]0;title\u0007x", "x")]
    [InlineData("\e]\u0007x", "x")]
    [InlineData("\e]8;;https://example.com\e\\x\e]8;;\e\\y", "xy")]
    [InlineData("x\e]0;title\e", "x")]
    [InlineData("x\e]0;title", "x")]
    public void Sequences_are_left_out_and_what_stands_around_them_is_kept(string text, string shown)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(shown, Encoding.UTF8.GetString(AnsiText.Strip(bytes, new byte[bytes.Length])));
    }
}
