using Cake.Core;
using Cake.Frosting.Tests.Lifetimes;

namespace Cake.Frosting.Tests.Execution;

public sealed class HostModeTests
{
    private readonly TestHost _host = new TestHost().Task<Default>().Task<Build>();

    [Fact]
    public void A_dry_run_names_the_tasks_and_runs_none()
    {
        Assert.Equal(0, _host.Run("--dryrun"));
        Assert.Empty(_host.Steps);
        Assert.Contains("1. Build\n2. Default\n", _host.Output);
    }

    [Fact]
    public void A_dry_run_sets_the_build_up_and_tears_it_down_but_not_each_task()
    {
        _host.With(host => host.UseLifetime<RecordingLifetime>().UseTaskLifetime<RecordingTaskLifetime>());
        Assert.Equal(0, _host.Run("--whatif"));
        Assert.Equal(["setup Default: Build Default", "teardown"], _host.Steps);
    }

    [Fact]
    public void The_tree_shows_dependencies_beneath_their_task()
    {
        Assert.Equal(0, _host.Run("--tree"));
        Assert.Equal("\nDefault\n└─Build\n\n", _host.Output);
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void The_description_of_each_task_is_shown()
    {
        Assert.Equal(0, _host.Run("--description"));
        Assert.Matches(@"Default\s+Builds all\.", _host.Tables);
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void The_version_is_printed_and_nothing_runs()
    {
        Assert.Equal(0, _host.Run("--version"));
        Assert.NotEmpty(_host.Output.Trim());
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void The_info_tells_version_and_details()
    {
        Assert.Equal(0, _host.Run("--info"));
        Assert.Contains("Version: ", _host.Output);
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void A_quiet_run_writes_no_headings()
    {
        Assert.Equal(0, _host.Run("--no-report", "--verbosity", "quiet"));
        Assert.Equal(["Build", "Default"], _host.Steps);
        Assert.Equal("", _host.Output + _host.Tables);
    }

    [Fact]
    public void A_command_line_that_makes_no_sense_is_one_message_and_runs_nothing()
    {
        Assert.Equal(-1, _host.Run("Default"));
        Assert.Equal("Error: 'Default' is out of place: no option takes it as its value.\n", _host.Errors);
        Assert.Empty(_host.Steps);
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
