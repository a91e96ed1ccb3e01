using System.Globalization;
using System.Text.RegularExpressions;
using Tests.Shared.Files;
using YamlDotNet.RepresentationModel;

namespace Build.Tests.Workflows;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> All => [.. Workflow.Names];

    [Fact]
    public void The_workflows_are_the_four_that_the_documentation_names() =>
        Assert.Equal(["ci.yml", "persistent.yml", "registry-handoffs.yml", "soak.yml"], Workflow.Names);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_action_is_pinned_by_its_full_commit_with_a_version_comment(string name)
    {
        IEnumerable<string> uses = Workflow.Read(name).Text.Split('\n')
            .Where(line => line.TrimStart(' ', '-').StartsWith("uses:", StringComparison.Ordinal));

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    }

    [Fact]
    public void An_action_has_the_same_pin_wherever_it_is_used()
    {
        IEnumerable<IGrouping<string, string>> pins = Workflow.Names.SelectMany(name => Workflow.Read(name).Steps)
            .Select(step => Workflow.Value(step, "uses"))
            .OfType<string>()
            .Distinct()
            .GroupBy(uses => uses.Split('@')[0]);

        Assert.All(pins, pin => Assert.Single(pin));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_expression_is_written_into_the_text_of_a_script(string name)
    {
        IEnumerable<string> scripts = Workflow.Read(name).Scripts;

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_workflow_may_only_read_unless_a_job_says_otherwise(string name)
    {
        KeyValuePair<string, YamlNode> permission = Assert.Single(Workflow.Entries(Workflow.Read(name).At("permissions")!));

        Assert.Equal(("contents", "read"), (permission.Key, permission.Value.ToString()));
    }

    [Theory]
    [InlineData("ci.yml", null)]
    [InlineData("persistent.yml", "contents: write")]
    [InlineData("registry-handoffs.yml", "contents: write")]
    [InlineData("soak.yml", null)]
    public void Only_a_job_that_pushes_rows_may_write_and_only_contents(string name, string? expected)
    {
        Assert.All(Workflow.Read(name).Jobs, job => Assert.Equal(
            expected,
            Workflow.At(job.Value, "permissions") is { } permissions
                ? string.Join(", ", Workflow.Entries(permissions).Select(permission => $"{permission.Key}: {permission.Value}"))
                : null));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_job_has_a_time_limit(string name) =>
        Assert.All(Workflow.Read(name).Jobs,
            job => Assert.InRange(int.Parse(Workflow.Value(job.Value, "timeout-minutes") ?? "0", null), 1, 180));

    [Theory]
    [InlineData("ci.yml", "exec bash .ci/run")]
    [InlineData("ci.yml", "exec ./build.sh --target=Benchmark --quick")]
    [InlineData("persistent.yml", "exec ./build.sh --target=\"$BUILD_TARGET\"")]
    [InlineData("registry-handoffs.yml", "exec ./build.sh --target=MergeHandoffs")]
    [InlineData("soak.yml", "exec bash .ci/run TestAll")]
    [InlineData("soak.yml", "exec ./build.sh --target=Soak --form=\"$FORM\" --minutes=30")]
    public void The_step_s_own_process_becomes_the_command_so_that_a_cancellation_reaches_it(string name, string script) =>
        Assert.Contains(script, Workflow.Read(name).Scripts);

    [Theory]
    [InlineData("persistent.yml", "persistent-${{ inputs.env }}")]
    [InlineData("registry-handoffs.yml", "registry-handoffs")]
    public void Runs_that_write_queue_and_are_never_cancelled_for_the_next_one(string name, string group)
    {
        var workflow = Workflow.Read(name);

        Assert.Equal(group, workflow.Value("concurrency", "group"));
        Assert.Equal("false", workflow.Value("concurrency", "cancel-in-progress"));
    }

    [Theory]
    [InlineData("ci.yml")]
    [InlineData("persistent.yml")]
    [InlineData("soak.yml")]
    public void Terraform_runs_without_the_wrapper_that_swallows_signals(string name) =>
        Assert.Equal("false", Workflow.Value(Workflow.Read(name).StepUsing("hashicorp/setup-terraform"), "with", "terraform_wrapper"));

    [Theory]
    [InlineData("ci.yml")]
    [InlineData("soak.yml")]
    public void Tests_run_without_credentials(string name) =>
        Assert.All(
            Workflow.Read(name).Steps.Where(step =>
                Workflow.Value(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true),
            step => Assert.Equal("false", Workflow.Value(step, "with", "persist-credentials")));

    [Theory]
    [InlineData("action", "BUILD_TARGET")]
    [InlineData("env", "ENV")]
    [InlineData("region", "REGION")]
    [InlineData("bootstrap_version", "BOOTSTRAP_VERSION")]
    [InlineData("confirm_destroy", "CONFIRM_DESTROY")]
    public void Each_input_of_a_persistent_run_reaches_the_build_as_an_environment_variable(string input, string variable)
    {
        var workflow = Workflow.Read("persistent.yml");

        Assert.NotNull(workflow.At("on", "workflow_dispatch", "inputs", input));
        Assert.Contains($"inputs.{input} ",
            Workflow.Value(workflow.StepRunning("exec ./build.sh --target=\"$BUILD_TARGET\""), "env", variable), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_cancelled_run_what_the_journal_holds_is_published_all_the_same()
    {
        YamlNode step = Workflow.Read("persistent.yml").StepRunning("exec ./build.sh --target=CommitTimings --settle=240");

        Assert.Equal("always()", Workflow.Value(step, "if"));
        Assert.True(int.Parse(Workflow.Value(step, "timeout-minutes")!, CultureInfo.InvariantCulture) * 60 > 240);
    }

    [Fact]
    public void A_persistent_run_is_started_by_hand_only()
    {
        var workflow = Workflow.Read("persistent.yml");

        Assert.Equal("workflow_dispatch", Assert.Single(Workflow.Entries(workflow.At("on")!)).Key);
        Assert.Equal(5, Workflow.Entries(workflow.At("on", "workflow_dispatch", "inputs")!).Count());
        Assert.Equal("no", workflow.Value("on", "workflow_dispatch", "inputs", "confirm_destroy", "default"));
        Assert.Equal(["v1", "v2", "v3", "v4"],
            Workflow.Strings(workflow.At("on", "workflow_dispatch", "inputs", "bootstrap_version", "options")!));
    }

    [Fact]
    public void The_environments_offered_are_those_of_the_sample()
    {
        IEnumerable<string> offered = Workflow.Strings(
            Workflow.Read("persistent.yml").At("on", "workflow_dispatch", "inputs", "env", "options")!);

        Assert.Equal(Directory.GetDirectories(RepositoryRoot.File("samples", "platform", "envs")).Select(Path.GetFileName)
            .Order(), offered.Order());
    }

    [Fact]
    public void Logs_are_kept_whatever_became_of_the_run()
    {
        var workflow = Workflow.Read("persistent.yml");
        YamlNode upload = workflow.StepUsing("actions/upload-artifact");

        Assert.Same(workflow.Steps.Last(), upload);
        Assert.Equal("always()", Workflow.Value(upload, "if"));
        Assert.Equal("**/logs/build-timings/*.log", Workflow.Value(upload, "with", "path"));
    }

    [Fact]
    public void Handoffs_are_merged_when_one_is_pushed_on_a_schedule_and_by_hand()
    {
        var workflow = Workflow.Read("registry-handoffs.yml");

        Assert.Equal(["push", "schedule", "workflow_dispatch"], Workflow.Entries(workflow.At("on")!).Select(trigger => trigger.Key));
        Assert.Equal(["timing-handoff/**"], Workflow.Strings(workflow.At("on", "push", "branches")!));
    }

    [Fact]
    public void What_merges_handoffs_is_the_default_branch_never_a_handoff() =>
        Assert.Equal(
            "${{ github.event.repository.default_branch }}",
            Workflow.Value(Workflow.Read("registry-handoffs.yml").StepUsing("actions/checkout"), "with", "ref"));

    [GeneratedRegex(@"^ *(- )?uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex PinnedAction();
}
