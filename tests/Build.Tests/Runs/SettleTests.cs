using System.Globalization;
using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>A deploy is cancelled as CI runners do it, and the step after it leaves neither a lock nor a missing row behind.</summary>
public sealed class SettleTests
{
    // Terraform ends a provisioner at once when it is stopped; what it then waits for is the server that holds its lock.
    private const string Configuration = """
        resource "terraform_data" "vpc" {}
        resource "terraform_data" "node_group" {
          depends_on = [terraform_data.vpc]
          provisioner "local-exec" {
            command = "echo '<is' 'ready>'; [ -e wait ] || mkfifo wait; read _ < wait"
          }
        }
        """;

    [TerraformFact]
    public async Task A_cancelled_deploy_leaves_no_lock_and_one_row_with_the_true_end()
    {
        using Platform platform = await Platform.OfSample();
        using var states = new StateServer();
        File.Delete(platform.Path("envs/dev/main.tf"));
        platform.Write("envs/dev/main.tf", states.Backend + Configuration);
        ProgramRun init = await platform.Run([], "terraform", "-chdir=envs/dev", "init");
        Assert.True(init.ExitCode == 0, init.All);
        await using RunningBuild build = await RunningBuild.StartAsync(platform, "--target=BootstrapPersistent");
        await build.SeeAsync("<is ready>");
        await build.SendAsync("INT");
        await build.SeeAsync("Interrupt received");
        await build.SendAsync("TERM");
        await build.SendAsync("KILL");
        Assert.Equal(137, await build.EndAsync());

        // Not in the way of a run that does not wait: the command is at work, so its row is not final.
        ProgramRun early = await platform.Build("--target=CommitTimings");
        Assert.Contains("and its command still runs", early.All);
        Assert.Single(platform.Journal);
        Assert.True(states.IsLocked, "Terraform holds the lock");

        await using RunningBuild commit = await RunningBuild.StartAsync(platform, "--target=CommitTimings", "--settle=240");
        await commit.SeeAsync("Waiting up to 240 s for bootstrap-persistent of ");
        DateTimeOffset released = TimeProvider.System.GetUtcNow();
        states.Release();
        Assert.Equal(0, await commit.EndAsync());

        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Equal(["bootstrap-persistent", "137", "1", "0", "0"], [row[2], row[6], .. row[8..11]]);
        Assert.Contains("RECOVERED=true", row[7]);
        Assert.True(DateTimeOffset.Parse(row[1], CultureInfo.InvariantCulture) >= released.AddSeconds(-1),
            $"{row[1]} is not after {released:O}");
        Assert.Empty(platform.Journal);
        string log = await File.ReadAllTextAsync(platform.Path(row[11]));
        Assert.DoesNotContain("Two interrupts", log);
        Assert.Equal($"# bootstrap-persistent dev persistent finished {row[1]} exit_code=137 duration_seconds={row[5]}", log.TrimEnd('\n')
            .Split('\n')[^1]);
        Assert.False(states.IsLocked, "the lock is given back");

        platform.Write("envs/dev/main.tf", states.Backend + "resource \"terraform_data\" \"vpc\" {}\n");
        ProgramRun apply = await platform.Run([], "terraform", "-chdir=envs/dev", "apply", "-auto-approve");
        Assert.True(apply.ExitCode == 0, apply.All);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Waiting_is_bounded_and_what_still_runs_then_is_recorded_all_the_same()
    {
        using Platform platform = await Platform.OfStubs();
        string gate = await KilledAsync(platform);

        ProgramRun run = await platform.Build("--target=CommitTimings", "--settle=1");
        await File.WriteAllTextAsync(gate, "go\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("No longer waiting for bootstrap-persistent of ", run.All);
        Assert.Equal("137", Assert.Single(await platform.Git.Rows())[6]);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task An_interrupt_ends_the_waiting_and_the_row_is_published()
    {
        using Platform platform = await Platform.OfStubs();
        string gate = await KilledAsync(platform);

        await using RunningBuild commit = await RunningBuild.StartAsync(platform, "--target=CommitTimings", "--settle=3600");
        await commit.SeeAsync("Waiting up to 3600 s for ");
        await commit.SendAsync("TERM");
        int exitCode = await commit.EndAsync();
        await File.WriteAllTextAsync(gate, "go\n");

        Assert.Equal(143, exitCode);
        Assert.Equal("137", Assert.Single(await platform.Git.Rows())[6]);
    }

    [Theory]
    [Trait("Turn", "b")]
    [InlineData("-1")]
    [InlineData("4000")]
    [InlineData("soon")]
    public async Task Seconds_that_are_none_are_refused(string settle)
    {
        using Platform platform = await Platform.OfStubs();
        ProgramRun run = await platform.Build("--target=CommitTimings", $"--settle={settle}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("expected whole seconds from 0 to 3600", run.All);
    }

    /// <summary>A host is killed while its command runs, which ends when a line comes through the gate.</summary>
    private static async Task<string> KilledAsync(Platform platform)
    {
        string gate = Path.Combine(platform.Folder, "gate");
        platform.Does("goldenpath-idp-bootstrap-v4.sh", $"mkfifo '{gate}'; echo '<is ready>'; read -r _ <'{gate}'");
        await using RunningBuild build = await RunningBuild.StartAsync(platform, "--target=BootstrapPersistent");
        await build.SeeAsync("<is ready>");
        await build.SendAsync("KILL");
        await build.EndAsync();
        return gate;
    }
}
