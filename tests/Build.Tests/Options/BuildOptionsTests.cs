using Build.Options;
using Cake.BuildTiming;
using Cake.BuildTiming.Progress;

namespace Build.Tests.Options;

public sealed class BuildOptionsTests
{
    [Theory]
    [InlineData("auto", "Auto")]
    [InlineData("direct", "Direct")]
    [InlineData("handoff", "Handoff")]
    [InlineData("none", "None")]
    public void Rows_go_where_the_option_says(string given, string policy) =>
        Assert.Equal(policy, new Sources().Argument("publish", given).Read().Timing().Policy.ToString());

    [Theory]
    [InlineData("v3", false)]
    [InlineData("v4", true)]
    public void Only_the_bootstrap_v4_applies_by_itself(string version, bool applies) =>
        Assert.Equal(applies, new Sources().Argument("bootstrap-version", version).Read().BootstrapApplies);

    [Theory]
    [InlineData("envs/dev", null)]
    [InlineData("envs/dev/", null)]
    [InlineData("/platform/envs/../envs/dev", null)]
    [InlineData("envs/qa", "envs/qa")]
    [InlineData("roots/a b,\"c\"=d%", "roots/a%20b%2C%22c%22%3Dd%25")]
    public void A_Terraform_root_of_its_own_stands_in_the_flags_as_one_cell(string root, string? cell)
    {
        BuildOptions options = new Sources().Argument("tf-dir", root).Read();

        Assert.Equal(cell is not null, options.HasForeignTfDir);
        KeyValuePair<string, string>[] flags = [KeyValuePair.Create("BOOTSTRAP_VERSION", "v3")];
        Assert.Equal(
            cell is null ? flags : [.. flags, KeyValuePair.Create("TF_DIR", cell)], options.Flags([KnownOptions.BootstrapVersion]));
    }

    [Theory]
    [InlineData("auto", ProgressMode.Auto)]
    [InlineData("bar", ProgressMode.Bar)]
    [InlineData("lines", ProgressMode.Lines)]
    [InlineData("off", ProgressMode.Off)]
    public void Timing_is_told_how_progress_is_to_be_shown(string value, ProgressMode mode) =>
        Assert.Equal(mode, new Sources().Argument("progress", value).Read().Timing().Progress);

    [Fact]
    public void Commands_for_later_repeat_what_was_named_for_this_run()
    {
        TimingOptions timing = new Sources().Argument("env", "qa").Argument("settle", "5").Read().Timing();

        Assert.Equal("./build.sh --target=CommitTimings --env=qa --settle=5", timing.PublishCommand);
        Assert.Equal("./build.sh --target=CommitTimings --env=qa --settle=240", timing.SettleCommand);
        Assert.Equal("./build.sh --target=CommitTimings --env=qa --settle=5 --adopt-journal=gone", timing.AdoptCommand!("gone"));
        Assert.Equal((TimeSpan.FromSeconds(5), null), (timing.Settle, timing.AdoptedHost));
        Assert.Equal("gone", new Sources().Argument("adopt-journal", "gone").Read().Timing().AdoptedHost);
    }
}
