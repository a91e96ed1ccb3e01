using Cake.BuildTiming;

namespace Build.Tests.Output;

public sealed class TerminalFeaturesTests
{
    [Theory]
    [InlineData("TERM=xterm", true, true, true, true)]
    [InlineData("TERM=xterm", false, true, false, true)]
    [InlineData("TERM=xterm", true, false, true, false)]
    [InlineData("TERM=dumb", true, true, false, false)]
    [InlineData("TERM=xterm NO_COLOR=1", true, true, false, false)]
    [InlineData("TERM=xterm NO_COLOR=", true, true, true, true)]
    [InlineData("TERM=dumb FORCE_COLOR=1", false, false, true, true)]
    [InlineData("FORCE_COLOR=0", false, false, false, false)]
    [InlineData("FORCE_COLOR=1 NO_COLOR=1", true, true, false, false)]
    [InlineData("GITHUB_ACTIONS=true", false, false, true, true)]
    [InlineData("GITHUB_ACTIONS=true NO_COLOR=1", false, false, false, false)]
    [InlineData("CI=true", false, false, false, false)]
    public void Colours_are_for_terminals_and_for_those_who_ask(
        string variables, bool outIsTerminal, bool errorIsTerminal, bool ofOut, bool ofError)
    {
        var features = TerminalFeatures.Of(Variables(variables), outIsTerminal, errorIsTerminal);

        Assert.Equal((ofOut, ofError), (features.OutColours, features.ErrorColours));
    }

    [Theory]
    [InlineData("LANG=en_GB.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C", false)]
    [InlineData("", false)]
    [InlineData("LANG=en_GB.UTF-8 LC_ALL=C", false)]
    [InlineData("LANG=C LC_ALL= LC_CTYPE=C.UTF-8", true)]
    public void Signs_beyond_ASCII_are_for_locales_that_have_them(string variables, bool unicode) =>
        Assert.Equal(unicode || OperatingSystem.IsWindows(), TerminalFeatures.Of(Variables(variables), true, true).Unicode);

    private static Func<string, string?> Variables(string text)
    {
        var variables = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
