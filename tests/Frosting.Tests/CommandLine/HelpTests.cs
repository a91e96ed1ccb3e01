namespace Cake.Frosting.Tests.CommandLine;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void Help_names_every_option(string argument)
    {
        var host = new TestHost();
        Assert.Equal(0, host.Run(argument));
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CommandLine", "Help.txt"));
        Assert.Equal(expected, host.Output[host.Output.IndexOf("OPTIONS:", StringComparison.Ordinal)..].TrimEnd('\n') + "\n");
    }
}
