using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>Which of a deploy's steps run, with which program, and what the failure of one is worth.</summary>
public sealed class StepTests
{
    [Fact]
    [Trait("Turn", "a")]
    public async Task Tofu_runs_where_it_alone_is_on_PATH_and_a_named_program_always()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("tofu");
        platform.StubProgram("my terraform");
        await platform.Build("--target=ApplyPersistent");
        await platform.Build([("TF_BIN", "my terraform")], "--target=ApplyPersistent");
        platform.RemoveProgram("terraform");
        await platform.Build("--target=ApplyPersistent");

        Assert.Equal(["terraform", "my terraform", "tofu"], platform.Calls.Select(call => call.Program));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task The_RDS_step_is_skipped_when_it_is_not_wanted_and_fails_the_deploy_when_it_fails()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("rds");
        platform.Does("rds", "exit 7");

        ProgramRun skipped = await platform.Build(
            [("CAKE_PERSISTENT_RDSCOMMAND", "rds")], "--target=DeployPersistent", "--create-rds=false");
        Assert.Equal(0, skipped.ExitCode);
        Assert.DoesNotContain("rds", platform.Calls.Select(call => call.Program));
        Assert.Contains("DeployRds is skipped: --create-rds is false.", skipped.Output);

        ProgramRun failed = await platform.Build([("CAKE_PERSISTENT_RDSCOMMAND", "rds")], "--target=DeployPersistent");
        Assert.Equal(7, failed.ExitCode);
        Assert.Equal(["terraform", "rds"], platform.Calls.Select(call => call.Program).TakeLast(2));
        Assert.Equal(["apply-persistent", "bootstrap-persistent", "apply-persistent"], (await platform.Git.Rows()).Select(row => row[2]));
    }

    [SampledTheory]
    [InlineData("envs/dev", "")]
    [InlineData("./envs/../envs/dev/", "")]
    [InlineData("envs/staging", "TF_DIR=envs/staging")]
    public async Task A_Terraform_root_that_is_not_the_environments_own_is_warned_of_and_stands_in_the_flags(string root, string flags)
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build([("TF_DIR", root)], "--target=ApplyPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(flags, Assert.Single(await platform.Git.Rows())[7].Split("COMMIT=")[0].TrimEnd());
        const string warning =
            "warning: the Terraform root is envs/staging, not envs/dev: TF_DIR or --tf-dir says so. It stands in the row's flags.\n";
        Assert.Equal(flags.Length > 0, run.All.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task The_verify_step_warns_and_never_fails()
    {
        using Platform platform = await Platform.OfStubs();
        platform.RemoveProgram("kubectl");
        platform.Write("scripts/preflight_secrets_check.sh", "exit 9");

        ProgramRun run = await platform.Build("--target=VerifyPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: kubectl get nodes ended with exit code 127; the deploy is not affected.", run.All);
        Assert.Contains("warning: bash scripts/preflight_secrets_check.sh dev ended with exit code 9; the deploy is not affected.",
            run.All);
        Assert.Empty(platform.Logs);
        Assert.False(await platform.Git.Has("governance-registry"));
    }
}
