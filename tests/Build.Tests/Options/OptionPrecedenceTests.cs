using Build.Options;
using Build.Tasks.Development;
using Tests.Shared.Files;

namespace Build.Tests.Options;

public sealed class OptionPrecedenceTests
{
    public static TheoryData<string> Arguments => [.. KnownOptions.All.Select(option => option.Argument)];

    [Fact]
    public void The_table_of_options_is_the_agreed_one()
    {
        // Argument, variable, setting of cake.config and default, as platform teams' scripts and dashboards know them.
        string[] agreed =
        [
            "env ENV Persistent.Env dev",
            "region REGION Persistent.Region eu-west-2",
            "bootstrap-version BOOTSTRAP_VERSION Persistent.BootstrapVersion v3",
            "tf-dir TF_DIR Persistent.TfDir envs/dev",
            "terraform TF_BIN Persistent.Terraform terraform",
            "tf-auto-approve TF_AUTO_APPROVE Persistent.TfAutoApprove true",
            "cluster PERSISTENT_CLUSTER Persistent.Cluster goldenpath-dev-eks",
            "kong-namespace KONG_NAMESPACE Persistent.KongNamespace kong-system",
            "node-instance-type NODE_INSTANCE_TYPE Persistent.NodeInstanceType t3.small",
            "env-name ENV_NAME Persistent.EnvName dev",
            "skip-argo-sync-wait SKIP_ARGO_SYNC_WAIT Persistent.SkipArgoSyncWait true",
            "skip-cert-manager-validation SKIP_CERT_MANAGER_VALIDATION Persistent.SkipCertManagerValidation true",
            "compact-output COMPACT_OUTPUT Persistent.CompactOutput false",
            "scale-down-after-bootstrap SCALE_DOWN_AFTER_BOOTSTRAP Persistent.ScaleDownAfterBootstrap false",
            "create-rds CREATE_RDS Persistent.CreateRds true",
            "cleanup-orphans CLEANUP_ORPHANS Persistent.CleanupOrphans false",
            "confirm-destroy CONFIRM_DESTROY Persistent.ConfirmDestroy ",
            "publish TIMING_PUBLISH Timing.Publish auto",
            "registry-branch GOVERNANCE_REGISTRY_BRANCH Timing.RegistryBranch governance-registry",
            "registry-remote GOVERNANCE_REGISTRY_REMOTE Timing.RegistryRemote origin",
            "settle TIMING_SETTLE Timing.Settle 0",
            "adopt-journal TIMING_ADOPT_JOURNAL Timing.AdoptJournal ",
            "progress TIMING_PROGRESS Timing.Progress auto",
            "platform-root PLATFORM_ROOT Persistent.PlatformRoot .",
        ];
        // What follows them serves those who work on the host itself.
        // Which program is on PATH is this machine's affair; ProgramsTests looks at it.
        BuildOptions options = new Sources().Argument("terraform", "terraform").Read();

        Assert.Equal(agreed, KnownOptions.All.Take(agreed.Length).Select(option =>
            $"{option.Argument} {option.Variable} {option.Setting.Replace('_', '.')} {options[option]}"));
        Assert.Equal("/platform", options.PlatformRoot);
    }

    [Fact]
    public void Every_option_has_an_argument_a_variable_and_a_setting_of_its_own()
    {
        Assert.Distinct(KnownOptions.All.Select(option => option.Argument));
        Assert.Distinct(KnownOptions.All.Select(option => option.Variable));
        Assert.Distinct(KnownOptions.All.Select(option => option.Setting), StringComparer.OrdinalIgnoreCase);
        Assert.All(KnownOptions.All, option => Assert.Matches("^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$", option.Setting));
    }

    [Theory]
    [InlineData("bootstrap-version", "v1", "v2", "v3", "v4")]
    [InlineData("publish", "auto", "direct", "handoff", "none")]
    [InlineData("form", "kills", "equal", "git", "crowd", "answers")]
    public void An_option_of_a_few_words_takes_each_of_them(string argument, params string[] words)
    {
        Option option = KnownOptions.All.Single(known => known.Argument == argument);
        Assert.Equal(words, words.Select(word => new Sources().Argument(argument, word).Read()[option]));
    }

    [Fact]
    public void Every_area_of_the_mutation_tests_can_be_named_and_has_its_settings()
    {
        Assert.Equal(Mutate.Projects.Keys.Append("all").Order(), KnownOptions.MutationArea.Value.Expected
            .Split([", ", " or "], StringSplitOptions.None).Order());
        Assert.All(Mutate.Projects.Keys, area =>
        {
            Assert.Equal(area, new Sources().Argument("area", area).Read()[KnownOptions.MutationArea]);
            Assert.True(File.Exists(RepositoryRoot.File("tests", "Mutation", area + ".json")));
        });
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
        : option == KnownOptions.Progress ? ["bar", "lines"]
        : option == KnownOptions.ConfirmDestroy ? ["yes", "no"]
        : option == KnownOptions.SoakForm ? ["equal", "git"]
        : option == KnownOptions.MutationArea ? ["rows", "output"]
        : option.Value == OptionValue.Count || option == KnownOptions.Settle ? ["7", "8"]
        : ["first", "second"];
}
