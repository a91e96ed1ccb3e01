namespace Cake.Frosting.Tests.Tasks;

public sealed class DependencyTests
{
    private readonly TestHost _host = new TestHost().Task<Ship>().Task<Build>().Task<Restore>().Task<Check>().Task<Default>();

    [Fact]
    public void Dependencies_run_first_in_the_order_they_are_written_and_each_once()
    {
        Assert.Equal(0, _host.Run("--target", "ship-it"));
        Assert.Equal(["Restore", "Check", "Build", "Ship"], _host.Steps);
    }

    [Fact]
    public void Without_a_target_Default_runs()
    {
        Assert.Equal(0, _host.Run());
        Assert.Equal(["Default"], _host.Steps);
    }

    [Fact]
    public void A_target_is_found_in_any_case()
    {
        Assert.Equal(0, _host.Run("--target", "SHIP-IT", "--exclusive"));
        Assert.Equal(["Ship"], _host.Steps);
    }

    [Fact]
    public void Several_targets_are_one_graph_in_which_independent_tasks_run_by_name()
    {
        Assert.Equal(0, _host.Run("-t", "ship-it", "-t", "Default"));
        Assert.Equal(["Check", "Default", "Restore", "Build", "Ship"], _host.Steps);
    }

    [Fact]
    public void A_setting_makes_several_targets_run_as_given_each_with_its_dependencies()
    {
        _host.With(host => host.UseCakeSetting("Settings_UnifiedDependencyGraphForMultipleTargets", "false"));
        Assert.Equal(0, _host.Run("-t", "Restore", "-t", "Build", "-t", "Default"));
        Assert.Equal(["Restore", "Restore", "Check", "Build", "Default"], _host.Steps);
    }

    [Fact]
    public void Several_exclusive_targets_run_without_their_other_dependencies()
    {
        Assert.Equal(0, _host.Run("-t", "ship-it", "-t", "Restore", "-e"));
        Assert.Equal(["Restore", "Ship"], _host.Steps);
    }

    [Fact]
    public void An_unknown_target_is_named_and_nothing_runs()
    {
        Assert.Equal(1, _host.Run("--target", "Shop"));
        Assert.Equal("Error: The target 'Shop' was not found.\n", _host.Errors);
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void A_dependency_that_is_no_task_is_named()
    {
        TestHost wrong = new TestHost().Task<Wrong>();
        Assert.Equal(1, wrong.Run("-t", "Wrong"));
        Assert.Equal("Error: The dependency 'String' is not a valid task.\n", wrong.Errors);
    }

    private sealed class Default(Steps steps) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => steps.Add("Default");
    }

    [TaskName("ship-it")]
    [IsDependentOn(typeof(Restore))]
    [IsDependentOn(typeof(Build))]
    private sealed class Ship(Steps steps) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => steps.Add("Ship");
    }

    [IsDependentOn(typeof(Restore))]
    private sealed class Build(Steps steps) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => steps.Add("Build");
    }

    private sealed class Restore(Steps steps) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => steps.Add("Restore");
    }

    [IsDependeeOf(typeof(Build))]
    private sealed class Check(Steps steps) : AsyncFrostingTask
    {
        public override async Task RunAsync(Core.ICakeContext context)
        {
            await Task.Yield();
            steps.Add("Check");
        }
    }

    [IsDependentOn(typeof(string))]
    private sealed class Wrong : FrostingTask;
}
