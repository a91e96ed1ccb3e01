using Build.Options;
using Cake.Core;

namespace Build.Tests.Options;

public sealed class ArgumentCheckTests
{
    private static readonly string[] Targets = ["Default", "ApplyPersistent", "DeployPersistent", "DeployRds"];

    [Theory]
    [InlineData("evn", "staging", "unknown argument --evn; did you mean --env? See ./build.sh --help.")]
    [InlineData("regoin", "x", "unknown argument --regoin; did you mean --region? See ./build.sh --help.")]
    [InlineData("tf_dir", "x", "unknown argument --tf_dir; did you mean --tf-dir? See ./build.sh --help.")]
    [InlineData("dry-run", null, "unknown argument --dry-run; did you mean --dryrun? See ./build.sh --help.")]
    [InlineData("Env", "staging", "unknown argument --Env; did you mean --env? See ./build.sh --help.")]
    [InlineData("TARGET", "DeployPersistent", "unknown argument --TARGET; did you mean --target? See ./build.sh --help.")]
    [InlineData("T", "DeployPersistent", "unknown argument -T; did you mean -t? See ./build.sh --help.")]
    [InlineData("E", null, "unknown argument -E; did you mean -e? See ./build.sh --help.")]
    [InlineData("z", null, "unknown argument -z. See ./build.sh --help.")]
    [InlineData("DryRun", null, "unknown argument --DryRun; did you mean --dryrun? See ./build.sh --help.")]
    [InlineData("something-else", null, "unknown argument --something-else. See ./build.sh --help.")]
    [InlineData("e", "staging", "-e is a switch and takes no value; did you mean --env? See ./build.sh --help.")]
    [InlineData("exclusive", "maybe", "--exclusive is a switch and takes no value. See ./build.sh --help.")]
    [InlineData("target", "DeployPersistant",
        "unknown target DeployPersistant; did you mean --target=DeployPersistent? See ./build.sh --help.")]
    [InlineData("target", "ApplyPersistent, DeployRds,",
        "--target=ApplyPersistent, DeployRds, names one target; name each by itself: --target=ApplyPersistent --target=DeployRds")]
    [InlineData("target", "Nothing", "unknown target Nothing. See ./build.sh --help.")]
    public void What_nothing_would_read_is_refused_with_what_was_probably_meant(string name, string? value, string message)
    {
        CakeException refusal = Assert.Throws<CakeException>(() =>
            ArgumentCheck.RequireKnown(new Sources().Argument(name, value).Reader, Targets));

        Assert.Equal((2, message), (refusal.ExitCode, refusal.Message));
    }

    [Theory]
    [InlineData("env", "staging")]
    [InlineData("target", "deploypersistent")]
    [InlineData("verbosity", "quiet")]
    [InlineData("dryrun", "true")]
    [InlineData("Settings_NoReport", "True")]
    public void What_is_read_is_let_through_and_a_target_in_any_case(string name, string value) =>
        ArgumentCheck.RequireKnown(new Sources().Argument(name, value).Reader, Targets);

    [Theory]
    [InlineData("t", "verbosity", "v", "working", "w")]
    [InlineData("exclusive", "e", "dryrun", "noop", "whatif", "tree", "showtree")]
    [InlineData("description", "descriptions", "showdescription", "showdescriptions")]
    [InlineData("version", "ver", "info", "help", "h", "no-report")]
    public void What_the_host_reads_itself_is_let_through(params string[] names) =>
        Assert.All(names, name => ArgumentCheck.RequireKnown(new Sources().Argument(name, "true").Reader, Targets));

    [Fact]
    public void Of_several_values_of_a_switch_each_is_looked_at()
    {
        OptionReader reader = new Sources().Argument("exclusive", "true").Argument("exclusive", "staging").Reader;

        CakeException refusal = Assert.Throws<CakeException>(() => ArgumentCheck.RequireKnown(reader, Targets));
        Assert.StartsWith("--exclusive is a switch", refusal.Message);
    }

    [Fact]
    public void Words_that_are_no_long_arguments_have_no_spelling() =>
        Assert.Null(Record.Exception(() => ArgumentCheck.RequireOneSpelling(["b", "-e", "-E", "--env=dev", "--region:x"])));

    [Fact]
    public void One_argument_in_two_spellings_is_refused()
    {
        CakeException refusal =
            Assert.Throws<CakeException>(() => ArgumentCheck.RequireOneSpelling(["build", "--env=dev", "--tree", "--ENV=staging"]));

        Assert.Equal((2, "--env and --ENV are one and the same argument; give it once."), (refusal.ExitCode, refusal.Message));
    }

    [Theory]
    [InlineData("Deploy", "DeployPersistent")]
    [InlineData("teardown", "TeardownPersistent")]
    public void A_name_that_is_cut_short_means_the_longer_one(string name, string longer) =>
        Assert.Equal(longer, NearestName.Of(name, ["ApplyPersistent", "DeployPersistent", "DeployRds", "TeardownPersistent"]));

    [Theory]
    [InlineData("evn", "env")]
    [InlineData("enviroment", "env")]
    [InlineData("ENVV", "env")]
    [InlineData("env-name-and-much-more", "env-name")]
    [InlineData("clutser", "cluster")]
    [InlineData("env-nmae", "env-name")]
    [InlineData("clutsr", "cluster")]
    [InlineData("lcutser", "cluster")]
    [InlineData("lcutsex", null)]
    [InlineData("klusterzz", "cluster")]
    [InlineData("ion", null)]
    [InlineData("qx", null)]
    [InlineData("xyz", null)]
    public void The_nearest_name_is_the_one_with_the_fewest_edits(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(name, ["region", "env-name", "env", "cluster"]));
}
