using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Samples;

public sealed class SamplePlatformTests : IDisposable
{
    private readonly PlatformCopy _platform = new();

    public void Dispose() => _platform.Dispose();

    [TerraformFact]
    public async Task A_first_deploy_adds_resources_in_both_phases_and_a_repeated_one_changes_nothing()
    {
        ProgramRun apply = await _platform.Apply();
        ProgramRun bootstrap = await _platform.BootstrapWith("v3");

        Assert.Equal(["Apply complete! Resources: 10 added, 0 changed, 0 destroyed."], apply.Output.Summaries());
        Assert.Equal(["Apply complete! Resources: 7 added, 0 changed, 0 destroyed."], bootstrap.Output.Summaries());

        const string nothing = "Apply complete! Resources: 0 added, 0 changed, 0 destroyed.";
        Assert.Equal([nothing], (await _platform.Apply()).Output.Summaries());
        Assert.Equal([nothing], (await _platform.BootstrapWith("v3")).Output.Summaries());
    }

    [TerraformFact]
    [Trait("Form", "long")]
    public async Task V4_takes_two_passes_on_a_fresh_state_and_one_when_the_cluster_stands()
    {
        const string passes = @"^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\] === Pass .+ ===$";
        ProgramRun first = await _platform.BootstrapWithV4();

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(
            ["Pass 1/2: Creating EKS cluster (using -target) ===", "Pass 2/2: Applying all resources ==="],
            first.Output.Matching(passes).Select(line => line.Split(" === ")[1]));
        Assert.Equal(
            ["Apply complete! Resources: 7 added, 0 changed, 0 destroyed.", "Apply complete! Resources: 10 added, 0 changed, 0 destroyed."],
            first.Output.Summaries());

        ProgramRun second = await _platform.BootstrapWithV4();

        Assert.Equal(["Pass 1/1: Applying all resources ==="], second.Output.Matching(passes).Select(line => line.Split(" === ")[1]));
        Assert.Equal(["Apply complete! Resources: 0 added, 0 changed, 0 destroyed."], second.Output.Summaries());
    }

    [TerraformFact]
    [Trait("Form", "long")]
    public async Task A_bootstrap_that_fails_midway_has_created_something_and_the_next_one_repairs_it()
    {
        await _platform.Apply();

        ProgramRun failed = await _platform.BootstrapWith("v3", ("TF_VAR_fail_at", "argocd"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(4, failed.Output.Matching("Creation complete after").Count());
        Assert.Empty(failed.Output.Summaries());
        Assert.Empty(failed.Output.Matching("STAGE 3 DONE"));

        ProgramRun repaired = await _platform.BootstrapWith("v3");

        Assert.Equal(["Apply complete! Resources: 3 added, 0 changed, 1 destroyed."], repaired.Output.Summaries());
    }

    [TerraformFact]
    public async Task An_apply_can_fail_midway_too()
    {
        ProgramRun failed = await _platform.Apply(("TF_VAR_fail_at", "cluster"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(5, failed.Output.Matching("Creation complete after").Count());
    }

    [TerraformFact]
    public async Task A_name_that_no_resource_has_is_refused_rather_than_never_failing()
    {
        ProgramRun refused = await _platform.Apply(("TF_VAR_fail_at", "argo"));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Invalid value for variable", refused.All, StringComparison.Ordinal);
    }

    [TerraformFact]
    [Trait("Turn", "a")]
    public async Task A_teardown_destroys_what_a_deploy_created()
    {
        await _platform.BootstrapWith("v1");

        ProgramRun teardown = await _platform.Teardown(("TEARDOWN_CONFIRM", "true"));

        Assert.Equal(0, teardown.ExitCode);
        Assert.Equal(["Destroy complete! Resources: 17 destroyed."], teardown.Output.Summaries());
        Assert.Empty(Directory.GetFiles(Path.Combine(_platform.Path, "envs", "dev", ".cluster")));
    }
}
