using Cake.Core;

namespace Cake.Frosting.Tests.Tasks;

public sealed class CriteriaTests
{
    private readonly TestHost _host = new TestHost().Task<Optional>().Task<Always>();

    [Fact]
    public void A_dependency_that_should_not_run_is_skipped()
    {
        Assert.Equal(0, _host.Run("-t", "Always"));
        Assert.Equal(["Optional asked", "Always"], _host.Steps);
        Assert.Matches(@"Optional\s+-\s+Skipped", _host.Tables);
    }

    [Fact]
    public void A_target_that_should_not_run_fails_the_build()
    {
        Assert.Equal(1, _host.Run("-t", "Optional"));
        Assert.Equal("Error: Could not reach target 'Optional' since it was skipped due to a criteria.\n", _host.Errors);
    }

    [Fact]
    public void A_task_that_overrides_no_criterion_has_none()
    {
        _host.Run("-t", "Always", "-e");
        Assert.Equal(["Always"], _host.Steps);
    }

    [Fact]
    public void The_reason_for_which_a_task_is_skipped_is_told()
    {
        Assert.Equal(0, _host.Task<Explained>().Task<AfterExplained>().Run("-t", "AfterExplained"));
        Assert.Contains("it is Sunday", _host.Output + _host.Tables);
    }

    private sealed class Explained : FrostingTask
    {
        public override string SkippedMessage => "it is Sunday";

        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(Explained))]
    private sealed class AfterExplained : FrostingTask;

    private sealed class Optional(Steps steps) : AsyncFrostingTask
    {
        public override bool ShouldRun(ICakeContext context)
        {
            steps.Add("Optional asked");
            return false;
        }

        public override Task RunAsync(ICakeContext context) => throw new InvalidOperationException("It was to be skipped.");

        public override void Finally(ICakeContext context) => steps.Add("Optional finally");
    }

    [IsDependentOn(typeof(Optional))]
    private sealed class Always(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Always");
    }
}
