using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>
/// The commands of each target, exactly, with exactly those variables: stubs stand for Terraform, kubectl and the scripts.
/// </summary>
public sealed class CommandTests
{
    private const string Teardown = "bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh";

    private static readonly Dictionary<string, string> DefaultsOfV1ToV3 = new()
    {
        ["SKIP_ARGO_SYNC_WAIT"] = "true",
        ["NODE_INSTANCE_TYPE"] = "t3.small",
        ["ENV_NAME"] = "dev",
        ["SKIP_CERT_MANAGER_VALIDATION"] = "true",
        ["COMPACT_OUTPUT"] = "false",
        ["SCALE_DOWN_AFTER_BOOTSTRAP"] = "false",
        ["TF_DIR"] = "envs/dev",
    };

    private static readonly Dictionary<string, string> DefaultsOfV4 = new()
    {
        ["TF_DIR"] = "envs/dev",
        ["REGION"] = "eu-west-2",
        ["LIFECYCLE"] = "persistent",
        ["BUILD_ID"] = "persistent",
        ["TF_AUTO_APPROVE"] = "true",
        ["SKIP_ARGO_SYNC_WAIT"] = "true",
    };

    private static readonly string[] Apply =
    [
        "-chdir=envs/dev", "apply", "-auto-approve", "-var=cluster_lifecycle=persistent", "-var=enable_k8s_resources=true",
        "-var=apply_kubernetes_addons=false",
    ];

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_deploy_applies_runs_the_RDS_command_bootstraps_and_verifies_in_the_platform_root()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("rds");
        platform.Write("scripts/preflight_secrets_check.sh", Call.Script("preflight", platform.Folder));

        ProgramRun run = await platform.Build([("CAKE_PERSISTENT_RDSCOMMAND", "rds 'of {env}' {region}")], "--target=DeployPersistent");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Dictionary<string, string> inherited = new(platform.Environment) { ["CAKE_PERSISTENT_RDSCOMMAND"] = "rds 'of {env}' {region}" };
        Assert.Equal(
            ["terraform", "rds", "goldenpath-idp-bootstrap-v3.sh", "kubectl", "kubectl", "preflight"],
            platform.Calls.Select(call => call.Program));
        Assert.Equal(Apply, platform.Calls[0].Arguments);
        Assert.Equal(["of dev", "eu-west-2"], platform.Calls[1].Arguments);
        Assert.Equal(["goldenpath-dev-eks", "eu-west-2", "kong-system"], platform.Calls[2].Arguments);
        Assert.Equal(DefaultsOfV1ToV3, platform.Calls[2].Beyond(inherited));
        Assert.Equal(["get", "nodes"], platform.Calls[3].Arguments);
        Assert.Equal(["-n", "argocd", "get", "applications"], platform.Calls[4].Arguments);
        Assert.Equal(["dev"], platform.Calls[5].Arguments);
        Assert.All(platform.Calls, call => Assert.Equal(platform.Root, call.Folder));
        Dictionary<string, string> ofRds =
            new() { ["ENV"] = "dev", ["REGION"] = "eu-west-2", ["TF_BIN"] = "terraform", ["TF_AUTO_APPROVE"] = "true" };
        Assert.Equal(ofRds, platform.Calls[1].Beyond(inherited));
        Assert.All(platform.Calls.Where(call => call.Program is "terraform" or "kubectl" or "preflight"),
            call => Assert.Empty(call.Beyond(inherited)));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Every_command_is_told_what_it_is_part_of_and_that_of_a_phase_its_run()
    {
        using Platform platform = await Platform.OfStubs();

        await platform.Build([(Call.Run, "outer")], "--target=DeployPersistent");

        Assert.Equal(["terraform", "goldenpath-idp-bootstrap-v3.sh", "kubectl", "kubectl"], platform.Calls.Select(call => call.Program));
        string[] marks = [.. platform.Calls.Select(call => call.Variables[Call.Run])];
        Assert.All(marks[..2], mark => Assert.Matches("^outer:[0-9]{8}T[0-9]{6}Z-[0-9a-f]{16}:[0-9a-f]{32}$", mark));
        Assert.All(marks[2..], mark => Assert.Matches("^outer:[0-9a-f]{32}$", mark));
        Assert.Equal(marks, marks.Distinct());
    }

    [Theory]
    [Trait("Turn", "b")]
    [InlineData("v1", "goldenpath-idp-bootstrap.sh")]
    [InlineData("v2", "goldenpath-idp-bootstrap-v2.sh")]
    public async Task Earlier_bootstraps_get_what_v3_gets(string version, string script)
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build("--target=BootstrapPersistent", $"--bootstrap-version={version}");

        Call call = Assert.Single(platform.Calls);
        Assert.Equal((0, script), (run.ExitCode, call.Program));
        Assert.Equal(["goldenpath-dev-eks", "eu-west-2", "kong-system"], call.Arguments);
        Assert.Equal(DefaultsOfV1ToV3, call.Beyond(platform.Environment));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_deploy_with_v4_has_no_apply_and_its_script_gets_no_arguments()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--bootstrap-version=v4");

        Assert.Equal(["goldenpath-idp-bootstrap-v4.sh", "kubectl", "kubectl"], platform.Calls.Select(call => call.Program));
        Assert.Empty(platform.Calls[0].Arguments);
        Assert.Equal(DefaultsOfV4, platform.Calls[0].Beyond(platform.Environment));
        Assert.Contains("ApplyPersistent is skipped: bootstrap v4 applies Terraform by itself.", run.Output);
        Assert.Equal(["bootstrap-persistent"], (await platform.Git.Rows()).Select(row => row[2]));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task An_apply_that_is_asked_for_runs_with_v4_too()
    {
        using Platform platform = await Platform.OfStubs();

        await platform.Build("--target=ApplyPersistent", "--bootstrap-version=v4");

        Assert.Equal(Apply, Assert.Single(platform.Calls).Arguments);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Every_option_reaches_the_command_that_uses_it_as_one_word()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write("roots/a b; $(touch owned) *.d/main.tf", "");

        ProgramRun run = await platform.Build(
            [("NODE_INSTANCE_TYPE", "of.variable"), ("ENV_NAME", "of-variable")],
            "--target=ApplyPersistent", "--target=BootstrapPersistent", "--env=staging", "--region=us-east-1",
                "--tf-dir=roots/a b; $(touch owned) *.d",
            "--tf-auto-approve=false", "--kong-namespace=kong", "--env-name=Staging.2", "--skip-argo-sync-wait=false",
                "--skip-cert-manager-validation=no",
            "--compact-output", "--scale-down-after-bootstrap=1", "--cluster=named");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(
            [
                "-chdir=roots/a b; $(touch owned) *.d", "apply", "-var=cluster_lifecycle=persistent", "-var=enable_k8s_resources=true",
                "-var=apply_kubernetes_addons=false",
            ],
            platform.Calls[0].Arguments);
        Assert.Equal(["named", "us-east-1", "kong"], platform.Calls[1].Arguments);
        Dictionary<string, string> expected = new()
        {
            ["SKIP_ARGO_SYNC_WAIT"] = "false",
            ["NODE_INSTANCE_TYPE"] = "of.variable",
            ["ENV_NAME"] = "Staging.2",
            ["SKIP_CERT_MANAGER_VALIDATION"] = "false",
            ["COMPACT_OUTPUT"] = "true",
            ["SCALE_DOWN_AFTER_BOOTSTRAP"] = "true",
            ["TF_DIR"] = "roots/a b; $(touch owned) *.d",
        };
        Assert.Equal(expected, platform.Calls[1].Beyond(platform.Environment));
        Assert.False(File.Exists(platform.Path("owned")));
        Assert.Equal(
            "ENV_NAME=Staging.2 NODE_INSTANCE_TYPE=of.variable SKIP_ARGO_SYNC_WAIT=false SKIP_CERT_MANAGER_VALIDATION=false "
            + "COMPACT_OUTPUT=true "
            + "SCALE_DOWN_AFTER_BOOTSTRAP=true BOOTSTRAP_VERSION=v3 REGION=us-east-1 "
            + "TF_DIR=roots/a%20b%3B%20%24%28touch%20owned%29%20%2A.d",
            (await platform.Git.Lines("governance-registry", "environments/staging/latest/build_timings.csv"))[2].Split(',')[7]
                .Split(" COMMIT=")[0]);
    }

    [Fact]
    public async Task A_confirmed_teardown_gets_the_cluster_of_terraform_tfvars_and_destroys_no_data()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build(
            [("CONFIRM_DESTROY", "yes"), ("DELETE_SECRETS", "true")], "--target=TeardownPersistent", "--env=staging",
            "--cleanup-orphans=true", "--kong-namespace=kong");

        Call call = Assert.Single(platform.Calls);
        Assert.Equal((0, Path.GetFileName(Teardown)), (run.ExitCode, call.Program));
        Assert.Equal(["staging-of-tfvars", "eu-west-2"], call.Arguments);
        Dictionary<string, string> expected = new()
        {
            ["TEARDOWN_CONFIRM"] = "true",
            ["TF_DIR"] = "envs/staging",
            ["TF_AUTO_APPROVE"] = "true",
            ["REMOVE_K8S_SA_FROM_STATE"] = "true",
            ["DELETE_RDS_INSTANCES"] = "false",
            ["RDS_SKIP_FINAL_SNAPSHOT"] = "false",
            ["DELETE_SECRETS"] = "false",
            ["CLEANUP_ORPHANS"] = "true",
            ["KONG_NAMESPACE"] = "kong",
        };
        Dictionary<string, string> inherited = new(platform.Environment) { ["CONFIRM_DESTROY"] = "yes" };
        Assert.Equal(expected, call.Beyond(inherited));
        string[] row = (await platform.Git.Lines("governance-registry", "environments/staging/latest/build_timings.csv"))[1].Split(',');
        Assert.Equal(
            ("teardown-persistent", "staging", "REGION=eu-west-2 CLEANUP_ORPHANS=true"), (row[2], row[3], row[7].Split(" COMMIT=")[0]));
    }
}
