using Build.Options;

namespace Build.Tests.Options;

/// <summary>What must never reach a row, a commit, a path or an argument list.</summary>
public sealed class HostileValueTests
{
    private static readonly string[] Anywhere = ["-rf", "--upload-pack=x", "line\nbreak", "bell\a", "escape\u001b[2J", "return\r", "\0"];

    private static readonly string[] InNames =
    [
        " ", "a b", "a;b", "a$(b)", "a`b`", "a|b", "a&b", "a,b", "a\"b", "a'b", "a=b", "a\\b", "../a", "a/../b", "/a", "ä", "a\u202eb",
        "{env}", "%s",
        new string('a', 300),
    ];

    private static readonly Option[] Paths = [KnownOptions.TfDir, KnownOptions.Terraform, KnownOptions.PlatformRoot];

    public static TheoryData<string> Arguments => [.. KnownOptions.All.Select(option => option.Argument)];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Control_characters_and_leading_hyphens_are_refused_from_every_source_and_never_printed(string argument)
    {
        Option option = KnownOptions.All.Single(known => known.Argument == argument);
        foreach (string hostile in Anywhere)
        {
            string[] refusals =
            [
                new Sources().Argument(argument, hostile).Refusal(),
                new Sources().Variable(option.Variable, hostile).Refusal(),
                new Sources().Setting(option.Setting, hostile).Refusal(),
            ];
            Assert.StartsWith($"--{argument}: '", refusals[0]);
            Assert.StartsWith($"{option.Variable}: '", refusals[1]);
            Assert.StartsWith($"{option.Setting.Replace('_', '.')} of cake.config: '", refusals[2]);
            Assert.All(refusals, refusal => Assert.EndsWith($" is not possible; expected {option.Value.Expected}.", refusal));
            Assert.All(refusals, refusal => Assert.DoesNotContain(refusal, char.IsControl));
        }
    }

    [Fact]
    public void Only_paths_hold_more_than_plain_words()
    {
        foreach (Option option in KnownOptions.All.Except(Paths))
        {
            foreach (string hostile in InNames)
            {
                string refusal = new Sources().Argument(option.Argument, hostile).Refusal();
                Assert.True(refusal.Length < 300, refusal);
            }
        }
    }

    [Theory]
    [InlineData("compact-output", "maybe", "true or false")]
    [InlineData("region", "eu west", "letters, digits, '.', '_' and '-', at most 100, starting with a letter or digit")]
    [InlineData("env", "Dev", "lower-case letters, digits and '-', at most 63, starting with a letter or digit")]
    [InlineData("registry-branch", "a b", "a git branch name of letters, digits, '.', '_', '-' and '/'")]
    [InlineData("tf-dir", "-x", "a path without control characters that does not start with '-'")]
    [InlineData("rounds", "0", "a whole number from 1 to 99999")]
    [InlineData("settle", "3601", "whole seconds from 0 to 3600")]
    [InlineData("bootstrap-version", "v5", "v1, v2, v3 or v4")]
    [InlineData("progress", "bars", "auto, bar, lines or off")]
    public void A_refusal_says_what_is_possible(string argument, string value, string expected) =>
        Assert.Equal($"--{argument}: '{value}' is not possible; expected {expected}.", new Sources().Argument(argument, value).Refusal());

    [Theory]
    [InlineData("region", "a_b.c-d", true)]
    [InlineData("region", 100, true)]
    [InlineData("region", 101, false)]
    [InlineData("env", 63, true)]
    [InlineData("env", 64, false)]
    [InlineData("settle", "3600", true)]
    public void What_is_possible_reaches_to_its_limit(string argument, object value, bool isPossible)
    {
        OptionValue accepted = KnownOptions.All.Single(option => option.Argument == argument).Value;
        string given = value is int length ? new string('a', length) : (string)value;

        Assert.Equal(isPossible ? given : null, accepted.Read(given));
        Assert.Null(accepted.Read(""));
    }

    [Fact]
    public void A_refusal_shows_a_value_of_80_characters_whole_and_a_longer_one_in_part()
    {
        string whole = new('/', 80);
        Assert.StartsWith($"--region: '{whole}' is", new Sources().Argument("region", whole).Refusal());
        Assert.StartsWith($"--region: '{whole}…' is", new Sources().Argument("region", whole + "/").Refusal());
    }

    [Theory]
    [InlineData("Dev")]
    [InlineData("dev.")]
    [InlineData("dev_1")]
    [InlineData("..")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_environment_is_a_label_of_at_most_63_characters(string env) =>
        Assert.StartsWith("--env: '" + env, new Sources().Argument("env", env).Refusal());

    [Theory]
    [InlineData("HEAD")]
    [InlineData("a..b")]
    [InlineData("a.lock")]
    [InlineData("a/")]
    [InlineData("refs//heads")]
    [InlineData("a/.b")]
    [InlineData("@{-1}")]
    [InlineData("a:b")]
    [InlineData("+a")]
    public void A_registry_branch_is_one_that_git_would_take(string branch) => new Sources().Argument("registry-branch", branch).Refusal();

    [Fact]
    public void A_cluster_name_of_terraform_tfvars_is_held_to_the_same()
    {
        string root = Directory.CreateTempSubdirectory("tfvars-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "envs", "dev")).FullName, "terraform.tfvars"),
                "cluster_name = \"-o x\"\n");

            Assert.Contains("cluster_name of ", new Sources().Argument("platform-root", root).Refusal());
            Assert.Equal("named", new Sources().Argument("platform-root", root).Argument("cluster", "named").Read().Cluster);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3601")]
    [InlineData("1e9")]
    [InlineData("soon")]
    public void A_publish_budget_is_seconds_from_1_to_3600(string budget) =>
        Assert.Contains($"Timing.PublishBudget of cake.config: '{budget}'", new Sources().Setting("Timing_PublishBudget", budget)
            .Refusal());

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2.5", 2.5)]
    [InlineData("3600", 3600)]
    [InlineData("", 30)]
    public void A_possible_budget_is_taken_and_none_is_30_seconds(string budget, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), new Sources().Setting("Timing_PublishBudget", budget).Read().PublishBudget);

    [Theory]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("5.5")]
    [InlineData("all")]
    public void A_limit_of_steps_is_a_whole_number_from_0_to_1000(string limit) => Assert.Contains(
        $"Timing.StepLimit of cake.config: '{limit}' is not possible; expected a whole number from 0 to 1000.",
        new Sources().Setting("Timing_StepLimit", limit).Refusal());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1_000)]
    [InlineData("", 50)]
    public void A_possible_limit_of_steps_is_taken_and_none_is_50(string text, int limit) =>
        Assert.Equal(limit, new Sources().Setting("Timing_StepLimit", text).Read().Timing().StepLimit);

    [Theory]
    [InlineData("^>>> .+", "it has no group (?<name>...)")]
    [InlineData("^>>> (?<name>.+", "no regular expression: ")]
    [InlineData("(?<name>\u001b[", "no regular expression: ")]
    [InlineData("(?=x)(?<name>.+)", "not possible here: ")]
    public void A_pattern_of_stages_that_cannot_be_used_is_refused_with_the_reason(string pattern, string reason)
    {
        string refusal = new Sources().Setting("Stages_Pattern", pattern).Refusal();
        Assert.StartsWith($"Stages.Pattern of cake.config is not possible: {reason}", refusal);
        Assert.DoesNotContain('\u001b', refusal);
    }

    [Theory]
    [InlineData("^>>> (?<name>.+)$|^<<< (?<end>done)$", "^>>> (?<name>.+)$|^<<< (?<end>done)$")]
    [InlineData("", null)]
    public void A_pattern_of_stages_is_taken_as_it_stands(string setting, string? pattern) =>
        Assert.Equal(pattern, new Sources().Setting("Stages_Pattern", setting).Read().Timing().StagePattern);
}
