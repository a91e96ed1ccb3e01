using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_failing_phase_ends_the_deploy_with_its_own_exit_code_and_its_rows_are_published_once()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "echo \"$(printf 'Apply complete! Resources: 3 added, 1 changed, 0 destroyed.')\"");
        platform.Does("goldenpath-idp-bootstrap-v3.sh", "echo 'terraform_data.a: Creation complete after 0s [id=1]'; exit 42");

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.Equal(42, run.ExitCode);
        Assert.Equal(["terraform", "goldenpath-idp-bootstrap-v3.sh"], platform.Calls.Select(call => call.Program));
        Assert.Equal(
            ["apply-persistent 0 3 1 0", "bootstrap-persistent 42 1 0 0"],
            (await platform.Git.Rows()).Select(row => string.Join(' ', row[2], row[6], row[8], row[9], row[10])));
        Assert.Equal("1", (await platform.Git.Run("rev-list", "--count", "governance-registry")).Trim());
        Assert.Empty(platform.Journal);
        Assert.Contains("bash ended with exit code 42: ", run.Error);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_signal_is_128_and_its_number()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("goldenpath-idp-bootstrap-v3.sh", "kill -KILL $$");

        ProgramRun killed = await platform.Build("--target=BootstrapPersistent");

        Assert.Equal(137, killed.ExitCode);
        Assert.Equal("137", Assert.Single(await platform.Git.Rows())[6]);
    }

    [Fact]
    public async Task Outside_a_git_repository_the_deploy_goes_on_with_one_warning()
    {
        using Platform platform = await Platform.OfStubs(inGit: false);

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, platform.Calls.Count);
        Assert.Single(run.All.Split('\n'), line => line.Contains("warning:", StringComparison.Ordinal));
        Assert.Contains("warning: No timing will be recorded, the build goes on: ", run.All);
        Assert.Equal(2, platform.Logs.Length);
    }

    [SampledTheory]
    [InlineData("logs", "could not be recorded")]
    [InlineData("logs/build-timings", "could not be recorded")]
    public async Task A_file_in_the_place_of_the_logs_costs_a_warning_and_not_the_deploy(string path, string warning)
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write(path, "in the way");
        platform.Does("goldenpath-idp-bootstrap-v3.sh", "echo output of the script");

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(["terraform", "goldenpath-idp-bootstrap-v3.sh", "kubectl", "kubectl"], platform.Calls.Select(call => call.Program));
        Assert.Contains(warning, run.All);
        Assert.Contains("output of the script\n", run.Output);
        Assert.DoesNotContain("Unhandled", run.All);
        Assert.Equal(["", ""], (await platform.Git.Rows()).Select(row => row[11]));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_file_in_the_place_of_the_journal_costs_no_row()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write(".git/build-timings", "in the way");

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["apply-persistent", "bootstrap-persistent"], (await platform.Git.Rows()).Select(row => row[2]));
        Assert.Equal("in the way", await File.ReadAllTextAsync(platform.Path(".git/build-timings")));
    }

    [Fact]
    public async Task A_journal_that_can_be_written_nowhere_costs_a_warning_with_the_row_and_not_the_deploy()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write(".git/build-timings", "in the way");
        platform.Environment["XDG_STATE_HOME"] = platform.Path(".git/build-timings/nowhere");

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(["terraform", "goldenpath-idp-bootstrap-v3.sh", "kubectl", "kubectl"], platform.Calls.Select(call => call.Program));
        Assert.Contains("could not be recorded", run.All);
        Assert.Matches(
            @"Not recorded, also when tried again[^\n]*\n  [^\n]*,apply-persistent,dev,persistent,\d+,0,[^\n]*\n"
            + @"  [^\n]*,bootstrap-persistent,dev,persistent,\d+,0,", run.All);
    }

    [Fact]
    public async Task Without_git_on_PATH_the_deploy_goes_on_and_its_rows_wait_in_the_journal()
    {
        using Platform platform = await Platform.OfStubs();
        File.Delete(Path.Combine(platform.Folder, "tools", "git"));

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("git is not on PATH", run.All);
        Assert.Equal(2, platform.Journal.Length);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_registry_branch_that_is_checked_out_is_left_alone_and_the_row_waits_in_the_journal()
    {
        using Platform platform = await Platform.OfStubs();
        string state = await platform.Git.StateAsync();

        ProgramRun run = await platform.Build("--target=ApplyPersistent", "--registry-branch=main");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: 1 timing row could not be published to the local branch main: main is checked out in ", run.All);
        Assert.Single(platform.Journal);
        Assert.Equal(state, await platform.Git.StateAsync());
    }
}
