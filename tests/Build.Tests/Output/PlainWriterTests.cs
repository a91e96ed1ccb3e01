using Build.Output;

namespace Build.Tests.Output;

public sealed class PlainWriterTests
{
    [Theory]
    [InlineData("a  \nb \r\n \n", "a\nb\r\n\n")]
    [InlineData("  a  b", "  a  b")]
    [InlineData("\e[41m\e[37;1mError: \e[0mlost  \e[0m\n", "Error: lost\n")]
    [InlineData("a\e[0m  \n", "a\n")]
    public void Blanks_at_the_end_of_a_line_and_escape_codes_are_left_out_however_the_text_comes(string text, string expected)
    {
        Assert.Equal(expected, Written(colours: false, text));
        Assert.Equal(expected, Written(colours: false, [.. text.Select(character => character.ToString())]));
    }

    [Fact]
    public void Where_colours_are_shown_escape_codes_stay() => Assert.Equal("\e[1ma\e[0m\n", Written(colours: true, "\e[1ma\e[0m  \n"));

    [Fact]
    public void Lines_end_as_they_are_written() => Assert.Equal("a" + Environment.NewLine, Lines("a  "));

    private static string Lines(string line)
    {
        var inner = new StringWriter();
        using var writer = new PlainWriter(inner, colours: false);
        writer.WriteLine(line);
        return inner.ToString();
    }

    private static string Written(bool colours, params string[] parts)
    {
        var inner = new StringWriter();
        using var writer = new PlainWriter(inner, colours);
        foreach (string part in parts) writer.Write(part);
        return inner.ToString();
    }
}
