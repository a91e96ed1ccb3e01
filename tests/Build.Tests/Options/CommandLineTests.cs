using Build.Options;
using Cake.Core;

namespace Build.Tests.Options;

public sealed class CommandLineTests
{
    private static readonly string[] Targets = ["DefaultOther", "Default", "DeployPersistent"];

    [Theory]
    [InlineData("")]
    [InlineData("--working")]
    [InlineData("--working=")]
    [InlineData("--env /a")]
    [InlineData("--working-on=/a")]
    [InlineData("--working /a", "/a")]
    [InlineData("-w /a", "/a")]
    [InlineData("--target=Default -w=/a --env=dev", "/a")]
    [InlineData("--working:/a", "/a")]
    [InlineData("--working=/a=b", "/a=b")]
    [InlineData("-w /a --working=/b", "/b")]
    [InlineData("--working=/a/../b", "/b")]
    [InlineData("-w /a -- -w /b", "/a")]
    public void The_working_folder_is_the_last_that_is_named_else_the_current_one(string words, string? folder = null) =>
        Assert.Equal(folder ?? Environment.CurrentDirectory, Of(words).WorkingFolder);

    [Theory]
    [InlineData("--env=dev", "--env=dev", null)]
    [InlineData("--env=dev --", "--env=dev", "")]
    [InlineData("-- make", "", "make")]
    [InlineData("--target=Timed -- make --target=x -- --help --working=/a", "--target=Timed", "make --target=x -- --help --working=/a")]
    public void What_stands_behind_the_first_two_dashes_is_a_command(string words, string host, string? command)
    {
        CommandLine line = Of(words);
        Assert.Equal((host, command), (string.Join(' ', line.Host), line.Command is { } of ? string.Join(' ', of) : null));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("--dryrun", true)]
    [InlineData("--noop --env=dev", true)]
    [InlineData("--whatif", true)]
    [InlineData("--exclusive", false)]
    [InlineData("--dryrun=true", true)]
    [InlineData("--dryrun=false", false)]
    [InlineData("--dryrun:false", false)]
    [InlineData("--dryrun false", false)]
    [InlineData("false --dryrun", true)]
    [InlineData("--dryrun true", true)]
    [InlineData("--dryrun --dryrun=false", false)]
    [InlineData("--dryrun --env=dev", true)]
    [InlineData("--dryruns", false)]
    [InlineData("-- --dryrun", false)]
    public void A_switch_is_on_where_it_stands_alone_or_with_true(string words, bool isOn) =>
        Assert.Equal(isOn, Of(words).IsDryRun);

    [Theory]
    [InlineData("--exclusive", true)]
    [InlineData("-e", true)]
    [InlineData("-e=false", false)]
    [InlineData("--dryrun", false)]
    public void Targets_run_alone_where_it_is_asked_for(string words, bool isOn) => Assert.Equal(isOn, Of(words).IsExclusive);

    [Theory]
    [InlineData("DeployPersistent", "DeployPersistent")]
    [InlineData("deploypersistent", "DeployPersistent")]
    [InlineData("DeployPersistant", "DeployPersistent")]
    [InlineData("--env=dev Default", "Default")]
    [InlineData("--dryrun Default", "Default")]
    [InlineData("dev Default", "Default")]
    public void A_target_that_stands_alone_is_refused_with_the_form_that_works(string words, string target)
    {
        CakeException refusal = Assert.Throws<CakeException>(() => Of(words).RequireNoBareTarget(() => Targets));

        string bare = words.Split(' ')[^1];
        Assert.Equal((2, $"'{bare}' stands alone; a target is named with --target={target}"), (refusal.ExitCode, refusal.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--target=Default")]
    [InlineData("--target Default")]
    [InlineData("something else")]
    [InlineData("-- Default")]
    [InlineData("-- x Default")]
    public void What_is_no_target_or_belongs_to_an_option_passes(string words) =>
        Assert.Null(Record.Exception(() => Of(words).RequireNoBareTarget(() => Targets)));

    [Fact]
    public void Target_with_a_capital_is_the_hosts_own_argument_and_no_other_word_is_changed() => Assert.Equal(
        ["--target=A", "--target:B", "--target", "--Targets=C", "Target", "--TARGET=D", "--env=--Target"],
        Spelling.OfHost(["--Target=A", "--Target:B", "--Target", "--Targets=C", "Target", "--TARGET=D", "--env=--Target"]));

    private static CommandLine Of(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
