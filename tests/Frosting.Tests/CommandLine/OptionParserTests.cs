using Cake.Frosting.CommandLine;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class OptionParserTests
{
    [Theory]
    [InlineData("--target", "Build")]
    [InlineData("--target=Build")]
    [InlineData("--target:Build")]
    [InlineData("-t", "Build")]
    [InlineData("-t=Build")]
    public void A_target_is_given_in_any_form(params string[] arguments) =>
        Assert.Equal(["Build"], HostCommandLineParser.Parse(arguments).Targets);

    [Fact]
    public void Several_targets_keep_their_order() =>
        Assert.Equal(["C", "A", "B"], HostCommandLineParser.Parse(["-t", "C", "--target", "A", "--target=B"]).Targets);

    [Fact]
    public void Without_a_target_the_target_is_Default() => Assert.Equal(["Default"], HostCommandLineParser.Parse([]).Targets);

    [Theory]
    [InlineData("--env=prod")]
    [InlineData("--env:prod")]
    [InlineData("--env", "prod")]
    [InlineData("--", "--env", "prod")]
    public void What_the_host_does_not_know_is_an_argument_of_the_build(params string[] arguments) =>
        Assert.Equal([new("--env", "prod")], HostCommandLineParser.Parse(arguments).BuildArguments);

    [Fact]
    public void An_argument_without_a_value_has_none() =>
        Assert.Equal([new("--fast", null), new("--env", "dev")], HostCommandLineParser.Parse(["--fast", "--env", "dev"]).BuildArguments);

    [Fact]
    public void An_option_after_the_separator_is_not_the_hosts()
    {
        HostCommandLine commandLine = HostCommandLineParser.Parse(["--", "--tree", "loose"]);
        Assert.Equal(HostMode.Run, commandLine.Mode);
        Assert.Equal([new("--tree", "loose")], commandLine.BuildArguments);
    }

    [Fact]
    public void A_flag_with_a_value_of_its_own_is_an_argument_of_the_build()
    {
        HostCommandLine commandLine = HostCommandLineParser.Parse(["--version=1.2.3"]);
        Assert.False(commandLine.ShowVersion);
        Assert.Equal([new("--version", "1.2.3")], commandLine.BuildArguments);
    }

    [Theory]
    [InlineData("--dryrun", "DryRun")]
    [InlineData("--noop", "DryRun")]
    [InlineData("--whatif", "DryRun")]
    [InlineData("--tree", "Tree")]
    [InlineData("--showtree", "Tree")]
    [InlineData("--description", "Description")]
    [InlineData("--descriptions", "Description")]
    [InlineData("--showdescription", "Description")]
    [InlineData("--showdescriptions", "Description")]
    [InlineData("--tree=false", "Run")]
    public void Every_spelling_of_a_mode_selects_it(string argument, string mode) =>
        Assert.Equal(mode, HostCommandLineParser.Parse([argument]).Mode.ToString());

    [Theory]
    [InlineData("stray")]
    [InlineData("--exclusive", "stray")]
    [InlineData("--target")]
    [InlineData("--target", "-e")]
    [InlineData("--env=")]
    [InlineData("-")]
    [InlineData("--x")]
    [InlineData("--9lives")]
    [InlineData("--a.b=c")]
    [InlineData("-env=prod")]
    [InlineData("-v", "loud")]
    public void A_command_line_that_makes_no_sense_is_refused(params string[] arguments) =>
        Assert.Throws<CommandLineException>(() => HostCommandLineParser.Parse(arguments));
}
