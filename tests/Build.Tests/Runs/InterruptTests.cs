using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>A whole deploy is stopped while real Terraform runs under the bootstrap script.</summary>
public sealed class InterruptTests
{
    // The second resource is under way until Terraform stops it: if its command died of the signal itself, Terraform could be through
    // before it has said that it was interrupted.
    private const string Configuration = """
        resource "terraform_data" "vpc" {}
        resource "terraform_data" "node_group" {
          depends_on = [terraform_data.vpc]
          provisioner "local-exec" {
            command = "trap '' INT TERM; echo '<is' 'ready>'; mkfifo wait; read _ < wait"
          }
        }
        """;

    [TerraformFact]
    public async Task A_SIGINT_to_the_host_alone_ends_it_with_the_phases_own_code()
    {
        using Platform platform = await PlatformAsync();
        await using RunningBuild build = await ReadyAsync(RunningBuild.StartAsync(platform, "--target=DeployPersistent"));
        await build.SendAsync("INT");

        Assert.Equal(1, await build.EndAsync());
        await AssertStoppedAsync(platform, "1");
        Assert.Contains("+1 ~0 -0", build.Output);
    }

    [TerraformFact]
    public async Task A_SIGTERM_to_the_host_alone_is_143()
    {
        using Platform platform = await PlatformAsync();
        await using RunningBuild build = await ReadyAsync(RunningBuild.StartAsync(platform, "--target=DeployPersistent"));
        await build.SendAsync("TERM");

        Assert.Equal(143, await build.EndAsync());
        await AssertStoppedAsync(platform, "143");
    }

    [TerraformFact]
    public async Task A_SIGTERM_after_a_SIGINT_as_CI_runners_send_them_changes_nothing()
    {
        using Platform platform = await PlatformAsync();
        await using RunningBuild build = await ReadyAsync(RunningBuild.StartAsync(platform, "--target=DeployPersistent"));
        await build.SendAsync("INT");
        await build.SeeAsync("Interrupt received");
        await build.SendAsync("TERM");

        Assert.Equal(1, await build.EndAsync());
        await AssertStoppedAsync(platform, "1");
    }

    [TerminalFact("terraform")]
    public async Task CtrlC_in_a_terminal_is_130_and_the_row_has_the_phases_own_code()
    {
        using Platform platform = await PlatformAsync();
        await using RunningBuild build = await ReadyAsync(RunningBuild.InTerminalAsync(platform, "--target=DeployPersistent"));
        build.Type("\x03");

        Assert.Equal(130, await build.EndAsync());
        await AssertStoppedAsync(platform, "1");
    }

    [TerminalFact("terraform")]
    [Trait("Turn", "a")]
    public async Task A_terminal_that_is_closed_stops_the_phase_and_its_row_is_published_all_the_same()
    {
        using Platform platform = await PlatformAsync();
        await using RunningBuild build = await ReadyAsync(RunningBuild.InTerminalAsync(platform, "--target=DeployPersistent"));
        await build.HangUpAsync();

        await AssertStoppedAsync(platform, "143");
    }

    [Fact]
    public async Task A_stopped_phase_that_ends_well_is_a_row_with_0_and_a_host_with_128_and_the_signal()
    {
        using Platform platform = await Platform.OfStubs();
        string gate = Path.Combine(platform.Folder, "gate");
        platform.Does("goldenpath-idp-bootstrap-v4.sh",
            $"trap 'echo \"<has TERM>\"' TERM; mkfifo '{gate}'; echo \"<host $PPID is ready>\"; until read -r _ <'{gate}'; do :; done; "
            + "exit 0");
        await using RunningBuild build = await RunningBuild.StartAsync(platform, "--target=DeployPersistent");
        // Whoever started build.sh has the host as its child, and the phase is the host's.
        await build.SeeAsync($"<host {await build.IdAsync()} is ready>");
        await build.SendAsync("TERM");
        await build.SeeAsync("<has TERM>");
        await File.WriteAllTextAsync(gate, "go\n");

        Assert.Equal(143, await build.EndAsync());
        Assert.Equal("0", Assert.Single(await platform.Git.Rows())[6]);
        Assert.Single(platform.Calls);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task After_an_interrupt_a_remote_that_never_answers_holds_the_host_for_seconds_and_not_for_the_budget()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Environment["CAKE_TIMING_PUBLISHBUDGET"] = "600";
        platform.Environment["TIMING_PUBLISH"] = "direct";
        await platform.Git.AddRemoteAsync(Path.Combine(platform.Folder, "remote.git"));
        string silent = StubProgram.Write(platform.Folder, "silent", $"""
            #!/usr/bin/env bash
            mkfifo "{platform.Folder}/never.$$"
            read -r _ <>"{platform.Folder}/never.$$"

            """);
        await platform.Git.Run("config", "remote.origin.uploadpack", silent);
        platform.Does("goldenpath-idp-bootstrap-v4.sh", "echo '<is ready>'; mkfifo never; read -r _ <>never");
        await using RunningBuild build = await ReadyAsync(RunningBuild.StartAsync(platform, "--target=DeployPersistent"));
        await build.SendAsync("TERM");

        Assert.Equal(143, await build.EndAsync());
        Assert.Contains("1 timing row could not be published to origin/", build.Output);
        Assert.Single(platform.Journal);
    }

    private static async Task<Platform> PlatformAsync()
    {
        Platform platform = await Platform.OfSample();
        platform.Write("envs/dev/main.tf", Configuration);
        return platform;
    }

    private static async Task<RunningBuild> ReadyAsync(Task<RunningBuild> starting)
    {
        RunningBuild build = await starting;
        await build.SeeAsync("<is ready>");
        return build;
    }

    /// <summary>Terraform stopped once and gracefully, its row is on the branch, and nothing ran after it.</summary>
    private static async Task AssertStoppedAsync(Platform platform, string exitCode)
    {
        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Equal(["bootstrap-persistent", exitCode, "1", "0", "0"], [row[2], row[6], .. row[8..11]]);
        Assert.Empty(platform.Journal);
        Assert.Equal(
            [
                "Pass 1/2: Creating EKS cluster (using -target) Unfinished", "Stage 1: Terraform Apply Unfinished",
                "terraform_data.node_group Failed", "terraform_data.vpc Ok",
            ],
            (await platform.Git.Steps()).Select(step => $"{step.Step.Name} {step.Step.Outcome}").Order(StringComparer.Ordinal));
        string log = await File.ReadAllTextAsync(platform.Path(row[11]));
        Assert.Equal(2, log.Split("Interrupt received").Length);
        Assert.DoesNotContain("Two interrupts", log);
        Assert.DoesNotContain("Pass 2/2", log);
        Assert.False(File.Exists(platform.Path("envs/dev/.terraform.tfstate.lock.info")));
        // The verify step would have asked kubectl.
        Assert.Empty(platform.Calls);
    }
}
