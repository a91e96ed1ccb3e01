using Cake.Core;

namespace Cake.Frosting.Tests.Lifetimes;

public sealed class LifetimeTests
{
    private readonly TestHost _host = new TestHost().Task<Skipped>().Task<Work>().Task<Breaks>()
        .With(host => host.UseLifetime<RecordingLifetime>().UseTaskLifetime<RecordingTaskLifetime>());

    [Fact]
    public void Setup_and_teardown_surround_the_build_and_each_task_a_skipped_one_too()
    {
        Assert.Equal(0, _host.Run("-t", "Work"));
        Assert.Equal(
            ["setup Work: Skipped Work", "criterion", "before Skipped", "after Skipped (skipped)", "before Work", "work", "after Work",
                "teardown"],
            _host.Steps);
    }

    [Fact]
    public void Teardown_runs_after_a_failing_task_and_knows_why()
    {
        Assert.Equal(1, _host.Run("-t", "Breaks"));
        Assert.Equal(["setup Breaks: Breaks", "before Breaks", "after Breaks (it broke)", "teardown after: it broke"], _host.Steps);
    }

    [Fact]
    public void Teardown_runs_after_a_failing_setup_and_no_task_does()
    {
        Assert.Equal(1, _host.Run("-t", "Work", "--fail=setup"));
        Assert.Equal(["setup Work: Skipped Work", "teardown after: setup broke"], _host.Steps);
    }

    [Fact]
    public void Task_teardown_runs_after_a_failing_task_setup_and_the_task_does_not()
    {
        Assert.Equal(1, _host.Run("-t", "Work", "-e", "--fail=task-setup"));
        Assert.Equal(
            ["setup Work: Skipped Work", "before Work", "after Work (task setup broke)", "teardown after: task setup broke"], _host.Steps);
    }

    [Fact]
    public void A_failing_teardown_fails_the_build() => Assert.Equal(9, _host.Run("-t", "Work", "--fail=teardown"));

    [Fact]
    public void A_failing_teardown_does_not_hide_the_failure_before_it()
    {
        Assert.Equal(1, _host.Run("-t", "Breaks", "--fail=teardown"));
        Assert.EndsWith("Error: it broke\n", _host.Errors);
    }

    [Fact]
    public void A_target_that_should_not_run_has_no_task_setup()
    {
        Assert.Equal(1, _host.Run("-t", "Skipped"));
        Assert.Equal(["setup Skipped: Skipped", "criterion"], _host.Steps.Take(2));
        Assert.StartsWith("teardown after: Could not reach target", Assert.Single(_host.Steps.Skip(2)));
    }

    [Fact]
    public void An_unknown_target_is_refused_before_setup()
    {
        Assert.Equal(1, _host.Run("-t", "Nothing"));
        Assert.Empty(_host.Steps);
    }

    [Fact]
    public void Setups_and_teardowns_can_be_given_one_by_one_and_the_last_is_used()
    {
        TestHost single = new TestHost().Task<Work>().Task<Skipped>().With(host => host
            .UseLifetime<RecordingLifetime>()
            .UseSetup<OwnSetup>().UseTeardown<OwnTeardown>().UseTaskSetup<OwnTaskSetup>().UseTaskTeardown<OwnTaskTeardown>());
        Assert.Equal(0, single.Run("-t", "Work", "-e"));
        Assert.Equal(["own setup", "own task setup", "work", "own task teardown", "own teardown"], single.Steps);
    }

    private sealed class Skipped(Steps steps) : FrostingTask
    {
        public override bool ShouldRun(ICakeContext context)
        {
            steps.Add("criterion");
            return false;
        }
    }

    [IsDependentOn(typeof(Skipped))]
    private sealed class Work(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("work");
    }

    private sealed class Breaks : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(3, "it broke");
    }

    private sealed class OwnSetup(Steps steps) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => steps.Add("own setup");
    }

    private sealed class OwnTeardown(Steps steps) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => steps.Add("own teardown");
    }

    private sealed class OwnTaskSetup(Steps steps) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => steps.Add("own task setup");
    }

    private sealed class OwnTaskTeardown(Steps steps) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => steps.Add("own task teardown");
    }
}
