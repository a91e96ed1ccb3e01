using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>The RDS step as a repository's own <c>cake.config</c> and Makefile describe it.</summary>
public sealed class RdsTests
{
    private const string Makefile =
        "ENV ?= dev\nREGION ?= nowhere\nTF_BIN ?= none\n\nrds-deploy:; @rds $(ENV) $(REGION) $(TF_BIN) $(TF_AUTO_APPROVE)\n";

    [Fact]
    [Trait("Turn", "b")]
    public async Task The_database_of_the_environment_that_is_deployed_is_the_one_that_make_applies()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("rds");
        platform.Write("Makefile", Makefile);
        platform.Write("cake.config", "; Comments stand alone.\n[Persistent]\nRdsCommand=make rds-deploy\n");

        ProgramRun run = await platform.Run(
            [], HostUnderTest.Script, $"--working={platform.Root}", "--target=DeployPersistent", "--env=staging", "--region=us-east-1",
            "--tf-auto-approve=false");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(["terraform", "rds", "goldenpath-idp-bootstrap-v3.sh", "kubectl", "kubectl"],
            platform.Calls.Select(call => call.Program));
        Assert.Equal(["staging", "us-east-1", "terraform", "false"], platform.Calls[1].Arguments);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Steps_around_the_bootstrap_are_timed_where_they_have_the_name_of_a_phase()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("rds");
        platform.StubProgram("apps");
        platform.Does("rds", "echo 'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.'");
        platform.Does("apps", "exit 5");
        platform.Write("cake.config", "[Persistent]\nRdsCommand=rds {env}\nRdsPhase=rds-apply\nAfterBootstrapCommand=apps {region}\n"
            + "AfterBootstrapPhase=apps\n[Timing]\nPublish=none\n");

        ProgramRun run = await platform.Run([], HostUnderTest.Script, $"--working={platform.Root}", "--target=DeployPersistent");

        Assert.Equal(5, run.ExitCode);
        Assert.Equal(["terraform", "rds", "goldenpath-idp-bootstrap-v3.sh", "apps"], platform.Calls.Select(call => call.Program));
        Assert.Equal(["dev"], platform.Calls[1].Arguments);
        Assert.Equal(["eu-west-2"], platform.Calls[3].Arguments);
        Assert.Equal(
            ["apply-persistent 0 0", "rds-apply 0 3", "bootstrap-persistent 0 0", "apps 5 0"],
            (await platform.Git.Rows()).Select(row => $"{row[2]} {row[6]} {row[8]}"));
        Assert.Equal("REGION=eu-west-2", (await platform.Git.Rows())[1][7].Split(' ')[0]);
    }

    [Theory]
    [Trait("Turn", "a")]
    [InlineData("RdsCommand=make rds-deploy ENV={env}", "'='")]
    [InlineData("RdsCommand=make rds-deploy # and wait", "'#'")]
    [InlineData("RdsCommand=make rds-deploy; make rds-wait", "';'")]
    public async Task A_command_that_would_run_in_part_is_refused_with_file_line_and_way_out_and_nothing_runs(string line, string character)
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write("cake.config", $"[Persistent]\n\n{line}\n");

        ProgramRun[] runs =
        [
            await platform.Run([], HostUnderTest.Script, $"--working={platform.Root}", "--target=DeployPersistent"),
            await platform.Run([], HostUnderTest.Script, "--target=DeployPersistent", "-w", platform.Root),
        ];

        Assert.All(runs, run => Assert.Equal(
            (2, "", $"Error: {platform.Path("cake.config")}, line 3: the value of RdsCommand must not hold {character}. The command finds "
                + "ENV, REGION, TF_BIN and "
                + "TF_AUTO_APPROVE of the run in its environment (RdsCommand=make rds-deploy); put what needs more into a script "
                + "(RdsCommand=bash scripts/rds.sh).\n"
                + $"  {line}\n"),
            (run.ExitCode, run.Output, run.Error)));
        Assert.Empty(platform.Calls);
        Assert.Empty(platform.Journal);
    }
}
