using Build.Targets;
using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>
/// What cannot be done as asked: one message, exit code 2 (1 for an unconfirmed teardown), and nothing has run or been written.
/// </summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_typo_or_a_bad_value_is_one_message_and_deploys_nothing()
    {
        using Platform platform = await Platform.OfStubs();
        (string[] Arguments, string Message)[] refused =
        [
            (["--evn=staging"], "unknown argument --evn; did you mean --env? See ./build.sh --help."),
            (["-e=staging"], "-e is a switch and takes no value; did you mean --env? See ./build.sh --help."),
            (["--target=DeployPersistant"],
                "unknown target DeployPersistant; did you mean --target=DeployPersistent? See ./build.sh --help."),
            (["--env=dev", "--env=staging"], "--env is given 2 times; give it once."),
            (["--env=../dev"],
                "--env: '../dev' is not possible; expected lower-case letters, digits and '-', at most 63, starting with a letter or "
                + "digit."),
            (["--bootstrap-version=v5"], "--bootstrap-version: 'v5' is not possible; expected v1, v2, v3 or v4."),
            (["--tf-auto-approve=perhaps"], "--tf-auto-approve: 'perhaps' is not possible; expected true or false."),
            (["--registry-remote=https://user:hunter2@localhost/x"],
                "--registry-remote: 'https://localhost/x' is not possible; expected letters, digits, '.', '_' and '-', at most 100, "
                + "starting with a letter or digit."),
            (["--publish=everywhere"], "--publish: 'everywhere' is not possible; expected auto, direct, handoff or none."),
            (["--env="], "'--env=' lacks a value."),
            (["--Env=staging"], "unknown argument --Env; did you mean --env? See ./build.sh --help."),
            (["--working=/nowhere"], "The working directory '/nowhere' does not exist."),
            (["--target=ApplyPersistent,BootstrapPersistent"],
                "--target=ApplyPersistent,BootstrapPersistent names one target; name each by itself: --target=ApplyPersistent "
                + "--target=BootstrapPersistent"),
            (["--exclusive", "deploypersistent"], "'deploypersistent' stands alone; a target is named with --target=DeployPersistent"),
            (["TeardownPersistant"], "'TeardownPersistant' stands alone; a target is named with --target=TeardownPersistent"),
            (["staging"], "'staging' is out of place: no option takes it as its value."),
        ];
        foreach ((string[] arguments, string message) in TestSample.Of(refused, count: 4))
        {
            ProgramRun run = await platform.Build(["--target=DeployPersistent", .. arguments]);

            Assert.Equal((2, "", $"Error: {message}\n"), (run.ExitCode, run.Output, run.Error));
        }

        await AssertUntouched(platform);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Target_with_a_capital_letter_is_the_target_and_in_capitals_it_is_refused()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun capital = await platform.Build("--Target=ApplyPersistent");
        ProgramRun apart = await platform.Build("--Target", "BootstrapPersistent");
        ProgramRun capitals = await platform.Build("--TARGET=DeployPersistent");

        Assert.Equal((0, 0), (capital.ExitCode, apart.ExitCode));
        Assert.Equal((2, "Error: unknown argument --TARGET; did you mean --target? See ./build.sh --help.\n"),
            (capitals.ExitCode, capitals.Error));
        Assert.Equal(["terraform", "goldenpath-idp-bootstrap-v3.sh"], platform.Calls.Select(call => call.Program));
    }

    [Fact]
    public async Task What_is_missing_in_the_platform_repository_is_said_before_anything_runs()
    {
        using Platform platform = await Platform.OfStubs();
        File.Delete(platform.Path("bootstrap/10_bootstrap/goldenpath-idp-bootstrap-v3.sh"));
        File.Delete(platform.Path("bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh"));
        string state = await platform.Git.StateAsync();
        (string[] Arguments, string Message)[] refused =
        [
            (["--env=stagin"],
                $"environment 'stagin' does not exist: there is no folder envs/stagin in {platform.Root}. Known: dev, staging. Did you "
                + "mean --env=staging?"),
            (["--create-rds=true"],
                "--create-rds=true, and there is no command for it: set RdsCommand in the section [Persistent] of cake.config, for "
                + "example\n"
                + "  RdsCommand=make rds-deploy\nor leave --create-rds and CREATE_RDS out."),
            (["--tf-dir=elsewhere"], $"the Terraform root elsewhere does not exist in {platform.Root}: set --tf-dir."),
            ([], $"bootstrap/10_bootstrap/goldenpath-idp-bootstrap-v3.sh does not exist in {platform.Root}: is that a platform "
                + "repository? Set --platform-root."),
            (["--target=TeardownPersistent", "--confirm-destroy=yes", "--bootstrap-version=v4"],
                $"bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh does not exist in {platform.Root}: is that a platform "
                + "repository? Set --platform-root."),
        ];
        foreach ((string[] arguments, string message) in refused)
        {
            ProgramRun run = await platform.Build(["--target=DeployPersistent", .. arguments]);

            Assert.Equal((2, "", $"Error: {message}\n"), (run.ExitCode, run.Output, run.Error));
        }

        ProgramRun nowhere =
            await platform.Run([], HostUnderTest.Script, "--target=DeployPersistent", "--platform-root=/nonexistent/platform");
        Assert.Equal(
            (2, "", "Error: the platform root /nonexistent/platform does not exist: "
                + "set --platform-root, or PlatformRoot in cake.config.\n"),
            (nowhere.ExitCode, nowhere.Output, nowhere.Error));
        Assert.Equal(state, await platform.Git.StateAsync());
        await AssertUntouched(platform);
    }

    [Fact]
    public async Task A_teardown_without_confirmation_shows_the_command_that_does_it_and_pasting_it_does_it()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun refused = await platform.Build([("REGION", "us-east-1")], "--target=TeardownPersistent", "--env=staging");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("Error: This destroys the cluster staging-of-tfvars of environment staging. Nothing has run. To do it:\n  ",
            refused.Error);
        await AssertUntouched(platform);

        string command = refused.Error[refused.Error.IndexOf("To do it:\n", StringComparison.Ordinal)..]["To do it:\n".Length..];
        ProgramRun pasted = await platform.Run([], "bash", "-c", command);

        Assert.True(pasted.ExitCode == 0, pasted.All);
        Assert.Equal(["staging-of-tfvars", "us-east-1"], Assert.Single(platform.Calls).Arguments);
    }

    [Fact]
    public async Task A_teardown_that_is_not_the_first_target_needs_its_confirmation_too()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun after = await platform.Build("--target=DeployPersistent", "--target=teardownpersistent");
        ProgramRun alone = await platform.Build("--target=VerifyPersistent", "--target=TeardownScript");
        ProgramRun exclusive = await platform.Build("--target=VerifyPersistent", "--target=TeardownScript", "--exclusive");

        Assert.Equal((1, 1, 1), (after.ExitCode, alone.ExitCode, exclusive.ExitCode));
        Assert.All([after, alone, exclusive], run => Assert.Contains("Nothing has run. To do it:\n", run.Error));
        await AssertUntouched(platform);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_run_and_writes_nothing()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--dryrun", "--publish=direct");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1. ApplyPersistent\n", run.Output);
        Assert.Contains(". CommitTimings\n", run.Output);
        await AssertUntouched(platform);
    }

    [Theory]
    [InlineData("--dryrun=true", false)]
    [InlineData("--dryrun=false", true)]
    public async Task A_dry_run_can_be_asked_for_and_declined_by_a_value(string argument, bool runs)
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build("--target=ApplyPersistent", "--env=nowhere", argument);

        // What a dry run would come to is not looked at: nothing runs.
        Assert.Equal(runs ? 2 : 0, run.ExitCode);
        await AssertUntouched(platform);
    }

    [Fact]
    public async Task Without_a_target_the_targets_and_options_are_listed_and_nothing_is_deployed()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun help = await platform.Build("--help");
        ProgramRun run = await platform.Build("--no-report");

        Assert.Equal((0, Help.Text()), (help.ExitCode, help.Output));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Help.Text(), run.Output);
        await AssertUntouched(platform);
    }

    private static async Task AssertUntouched(Platform platform)
    {
        Assert.Empty(platform.Calls);
        Assert.False(Directory.Exists(platform.Path("logs")));
        Assert.Empty(platform.Journal);
        Assert.Equal("main", (await platform.Git.Run("for-each-ref", "--format=%(refname:short)")).Trim());
    }
}
