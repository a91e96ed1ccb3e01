using Cake.Core;
using Cake.Frosting.Tests.Lifetimes;

namespace Cake.Frosting.Tests.Execution;

public sealed class HostModeTests
{
    private readonly TestHost host = new TestHost().Task<Default>().Task<Build>();

    [Fact]
    public void A_dry_run_names_the_tasks_and_runs_none()
    {
        Assert.Equal(0, host.Run("--dryrun"));
        Assert.Empty(host.Steps);
        Assert.Contains("1. Build\n2. Default\n", host.Output);
    }

    [Fact]
    public void A_dry_run_sets_the_build_up_and_tears_it_down_but_not_each_task()
    {
        host.With(host => host.UseLifetime<RecordingLifetime>().UseTaskLifetime<RecordingTaskLifetime>());
        Assert.Equal(0, host.Run("--whatif"));
        Assert.Equal(["setup Default: Build Default", "teardown"], host.Steps);
    }

    [Fact]
    public void The_tree_shows_dependencies_beneath_their_task()
    {
        Assert.Equal(0, host.Run("--tree"));
        Assert.Equal("\nDefault\n└─Build\n\n", host.Output);
        Assert.Empty(host.Steps);
    }

    [Fact]
    public void The_description_of_each_task_is_shown()
    {
        Assert.Equal(0, host.Run("--description"));
        Assert.Matches(@"Default\s+Builds all\.", host.Tables);
        Assert.Empty(host.Steps);
    }

    [Fact]
    public void The_version_is_printed_and_nothing_runs()
    {
        Assert.Equal(0, host.Run("--version"));
        Assert.NotEmpty(host.Output.Trim());
        Assert.Empty(host.Steps);
    }

    [Fact]
    public void The_info_tells_version_and_details()
    {
        Assert.Equal(0, host.Run("--info"));
        Assert.Contains("Version: ", host.Output);
        Assert.Empty(host.Steps);
    }

    [Fact]
    public void A_quiet_run_writes_no_headings()
    {
        Assert.Equal(0, host.Run("--no-report", "--verbosity", "quiet"));
        Assert.Equal(["Build", "Default"], host.Steps);
        Assert.Equal("", host.Output + host.Tables);
    }

    [Fact]
    public void A_command_line_that_makes_no_sense_is_one_message_and_runs_nothing()
    {
        Assert.Equal(-1, host.Run("Default"));
        Assert.Equal("Error: 'Default' is out of place: no option takes it as its value.\n", host.Errors);
        Assert.Empty(host.Steps);
    }

    [TaskDescription("Builds all.")]
    [IsDependentOn(typeof(Build))]
    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Default");
    }

    private sealed class Build(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Build");
    }
}
