using Build.Options;

namespace Build.Tests.Options;

public sealed class OptionPrecedenceTests
{
    public static TheoryData<string> Arguments => [.. KnownOptions.All.Select(option => option.Argument)];

    [Fact]
    public void The_table_of_options_is_the_agreed_one()
    {
        // Argument, variable and default, as platform teams' scripts and dashboards know them.
        string[] agreed =
        [
            "env ENV dev", "region REGION eu-west-2", "bootstrap-version BOOTSTRAP_VERSION v3", "tf-dir TF_DIR envs/dev",
            "terraform TF_BIN terraform",
            "tf-auto-approve TF_AUTO_APPROVE true", "cluster PERSISTENT_CLUSTER goldenpath-dev-eks",
                "kong-namespace KONG_NAMESPACE kong-system",
            "node-instance-type NODE_INSTANCE_TYPE t3.small", "env-name ENV_NAME dev", "skip-argo-sync-wait SKIP_ARGO_SYNC_WAIT true",
            "skip-cert-manager-validation SKIP_CERT_MANAGER_VALIDATION true", "compact-output COMPACT_OUTPUT false",
            "scale-down-after-bootstrap SCALE_DOWN_AFTER_BOOTSTRAP false", "create-rds CREATE_RDS true",
                "cleanup-orphans CLEANUP_ORPHANS false",
            "confirm-destroy CONFIRM_DESTROY ", "publish TIMING_PUBLISH auto",
                "registry-branch GOVERNANCE_REGISTRY_BRANCH governance-registry",
            "registry-remote GOVERNANCE_REGISTRY_REMOTE origin", "settle TIMING_SETTLE 0", "adopt-journal TIMING_ADOPT_JOURNAL ",
            "platform-root PLATFORM_ROOT .",
        ];
        // What follows them serves those who work on the host itself.
        // Which program is on PATH is this machine's affair; whole runs look at it.
        BuildOptions options = new Sources().Argument("terraform", "terraform").Read();

        Assert.Equal(agreed, KnownOptions.All.Take(agreed.Length)
            .Select(option => $"{option.Argument} {option.Variable} {options[option]}"));
        Assert.Equal("/platform", options.PlatformRoot);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void An_argument_wins_over_a_variable_which_wins_over_cake_config_which_wins_over_the_default(string argument)
    {
        Option option = KnownOptions.All.Single(known => known.Argument == argument);
        string[] values = Values(option);

        Assert.Equal(values[0], new Sources().Setting(option.Setting, values[0]).Read()[option]);
        Assert.Equal(values[1], new Sources().Setting(option.Setting, values[0]).Variable(option.Variable, values[1]).Read()[option]);
        Assert.Equal(
            values[0], new Sources().Setting(option.Setting, values[1]).Variable(option.Variable, values[1]).Argument(argument, values[0])
            .Read()[option]);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void An_empty_variable_and_an_empty_setting_are_as_good_as_none(string argument)
    {
        Option option = KnownOptions.All.Single(known => known.Argument == argument);
        string value = Values(option)[1];

        Assert.Equal(value, new Sources().Variable(option.Variable, "").Setting(option.Setting, value).Read()[option]);
        Assert.Equal(new Sources().Read()[option], new Sources().Variable(option.Variable, "").Setting(option.Setting, "").Read()[option]);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public void An_option_given_twice_is_refused(string argument)
    {
        string value = Values(KnownOptions.All.Single(known => known.Argument == argument))[0];

        Assert.Equal($"--{argument} is given 2 times; give it once.", new Sources().Argument(argument, value).Argument(argument, value)
            .Refusal());
    }

    [Fact]
    public void Defaults_follow_the_environment()
    {
        BuildOptions options = new Sources().Variable("ENV", "qa").Read();

        Assert.Equal(
            ("envs/qa", "goldenpath-qa-eks", "qa", "qa"),
            (options.TfDir, options.Cluster, options[KnownOptions.EnvName], options.RegistryFolder));
    }

    [Fact]
    public void The_registry_folder_is_development_for_dev_and_what_cake_config_says_for_others()
    {
        Assert.Equal("development", new Sources().Read().RegistryFolder);
        Assert.Equal("quality", new Sources().Argument("env", "qa").Setting("Environments_qa", "quality").Read().RegistryFolder);
        Assert.Contains("Environments.qa", new Sources().Argument("env", "qa").Setting("Environments_qa", "../main").Refusal());
    }

    [Theory]
    [InlineData("TRUE", "true")]
    [InlineData("yes", "true")]
    [InlineData("1", "true")]
    [InlineData("False", "false")]
    [InlineData("no", "false")]
    [InlineData("0", "false")]
    public void A_flag_reaches_scripts_and_rows_in_one_form(string given, string form) =>
        Assert.Equal(form, new Sources().Variable("COMPACT_OUTPUT", given).Read()[KnownOptions.CompactOutput]);

    [Fact]
    public void A_flag_without_a_value_is_on_and_any_other_option_needs_one()
    {
        Assert.True(new Sources().Argument("compact-output", null).Read().Has(KnownOptions.CompactOutput));
        Assert.StartsWith("--region needs a value; expected letters", new Sources().Argument("region", null).Refusal());
    }

    private static string[] Values(Option option) => option.Value == OptionValue.Flag ? ["true", "false"]
        : option == KnownOptions.BootstrapVersion ? ["v1", "v4"]
        : option == KnownOptions.Publish ? ["direct", "handoff"]
        : option == KnownOptions.ConfirmDestroy ? ["yes", "no"]
        : option == KnownOptions.SoakForm ? ["equal", "git"]
        : option == KnownOptions.MutationArea ? ["rows", "output"]
        : option.Value == OptionValue.Count || option == KnownOptions.Settle ? ["7", "8"]
        : ["first", "second"];
}
