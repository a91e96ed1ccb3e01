using Build.Tests.Programs;

namespace Build.Tests.Samples;

/// <summary>The scripts of the sample, with a Terraform program that only tells how it was called.</summary>
public sealed class PlatformScriptTests : IDisposable
{
    private readonly PlatformCopy _platform = new();

    public void Dispose() => _platform.Dispose();

    [Theory]
    [InlineData("v1", "1 2 3")]
    [InlineData("v2", "1 2 2B 3 4")]
    [InlineData("v3", "1 2 3 3B 4 5 6 7")]
    public async Task Bootstraps_announce_each_stage_and_its_end(string version, string stages)
    {
        ProgramRun run = await _platform.BootstrapWith(version, ("TF_BIN", Fake("terraform", 0)), ("SCALE_DOWN_AFTER_BOOTSTRAP", "true"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(stages, Numbers(run.Output.Matching("^##### STAGE [0-9A-Z]+: .+ #####$")));
        Assert.Equal(stages, Numbers(run.Output.Matching("^----- STAGE [0-9A-Z]+ DONE -----$")));
    }

    [Fact]
    public async Task V4_announces_its_stages_with_the_time_in_UTC()
    {
        ProgramRun run = await _platform.BootstrapWithV4(("TF_BIN", Fake("terraform", 0)));

        Assert.Equal(
            ["1: Terraform Apply", "2: Cluster Access", "2B: Service Accounts (IRSA)", "3: Argo CD Sync", "4: Summary"],
            run.Output.Matching(@"^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\] === Stage .+ ===$").Select(line => line.Split("Stage ")[1][..^4]));
    }

    [Fact]
    public async Task A_teardown_frames_each_stage_in_rules_and_tells_its_end()
    {
        ProgramRun run = await _platform.Teardown(
            ("TF_BIN", Fake("terraform", 0)), ("TEARDOWN_CONFIRM", "true"), ("CLEANUP_ORPHANS", "true"));

        Assert.Matches("\n={20,}\nSTAGE 7: TERRAFORM DESTROY\n={20,}\n", run.Output);
        Assert.Contains("\n------------- STAGE 7 COMPLETE: TERRAFORM DESTROY -------------\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("1 2 3 3B 4 5 6 7 8 8B", Numbers(run.Output.Matching("^-+ STAGE [0-9A-Z]+ COMPLETE: ")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("yes")]
    public async Task A_teardown_without_confirmation_is_refused_before_Terraform_runs(string? confirmation)
    {
        (string, string)[] environment = confirmation is null ? [] : [("TEARDOWN_CONFIRM", confirmation)];

        ProgramRun run = await _platform.Teardown([("TF_BIN", Fake("terraform", 0)), .. environment]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("TEARDOWN_CONFIRM=true", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("called:", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_of_a_script_is_Terraform_s_own()
    {
        (string, string)[] environment = [("TF_BIN", Fake("terraform", 43)), ("TEARDOWN_CONFIRM", "true")];

        ProgramRun[] runs =
        [
            await _platform.BootstrapWith("v1", environment),
            await _platform.BootstrapWith("v2", environment),
            await _platform.BootstrapWith("v3", environment),
            await _platform.BootstrapWithV4(environment),
            await _platform.Teardown(environment),
        ];

        Assert.All(runs, run => Assert.Equal(43, run.ExitCode));
    }

    [Fact]
    public async Task Terraform_runs_in_the_root_of_the_environment_with_the_variables_of_a_persistent_cluster()
    {
        ProgramRun run = await _platform.BootstrapWith("v3", ("TF_BIN", Fake("terraform", 0)), ("TF_DIR", "envs/staging"));

        Assert.Equal(
            ["called: -chdir=envs/staging apply -var=cluster_lifecycle=persistent -var=enable_k8s_resources=true "
                + "-var=apply_kubernetes_addons=true -auto-approve"],
            run.Output.Matching("^called:"));
    }

    [Fact]
    public async Task OpenTofu_runs_where_Terraform_is_not_on_PATH()
    {
        string path = Path.GetDirectoryName(Fake("tofu", 0))!;
        foreach (string tool in new[] { "bash", "dirname", "sleep" })
            File.CreateSymbolicLink(Path.Combine(path, tool), await Which(tool));

        ProgramRun run = await _platform.BootstrapWith("v1", ("PATH", path));

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.Matching("^called: -chdir=envs/dev apply"));
    }

    [Fact]
    public async Task A_script_without_any_Terraform_says_so()
    {
        string path = Directory.CreateDirectory(Path.Combine(_platform.Path, "bin")).FullName;
        foreach (string tool in new[] { "bash", "dirname" })
            File.CreateSymbolicLink(Path.Combine(path, tool), await Which(tool));

        ProgramRun run = await _platform.BootstrapWith("v1", ("PATH", path));

        Assert.Equal(127, run.ExitCode);
        Assert.Contains("Neither terraform nor tofu is on PATH", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preflight_check_reports_and_never_fails()
    {
        ProgramRun dev = await _platform.Bash([], "scripts/preflight_secrets_check.sh", "dev");
        ProgramRun unknown = await _platform.Bash([], "scripts/preflight_secrets_check.sh", "nowhere");

        Assert.Equal((0, 0), (dev.ExitCode, unknown.ExitCode));
        Assert.Contains("[ok]   envs/dev/terraform.tfvars exists", dev.Output, StringComparison.Ordinal);
        Assert.Contains("[warn] envs/nowhere/terraform.tfvars exists", unknown.Output, StringComparison.Ordinal);
    }

    private static string Numbers(IEnumerable<string> lines) => string.Join(' ', lines.Select(line => line.Split(' ', ':')[2]));

    private async Task<string> Which(string tool) => (await _platform.Bash([], "-c", $"command -v {tool}")).Output.Trim();

    /// <summary>A program of that name that prints its arguments and ends with that code, alone in its folder.</summary>
    private string Fake(string name, int exitCode) =>
        StubProgram.Write(Path.Combine(_platform.Path, "bin"), name, $"#!/bin/sh\necho \"called: $*\"\nexit {exitCode}\n");
}
