using Cake.Core;

namespace Cake.Frosting.Tests.Tasks;

public sealed class FailureTests
{
    private readonly TestHost _host = new TestHost()
        .Task<Fails>().Task<FailsLater>().Task<Bug>().Task<Tolerated>().Task<Handled>().Task<Rethrown>().Task<Last>();

    [Theory]
    [InlineData("Fails")]
    [InlineData("FailsLater")]
    [InlineData("Bug")]
    [InlineData("Rethrown")]
    public void A_failing_task_ends_the_host_with_1_as_in_Cake_Frosting(string target) => Assert.Equal(1, _host.Run("-t", target));

    [Theory]
    [InlineData("Fails", 42)]
    [InlineData("FailsLater", 43)]
    [InlineData("Rethrown", 44)]
    public void The_teardown_sees_what_the_task_threw_with_its_exit_code(string target, int exitCode)
    {
        _host.With(host => host.UseTeardown<KeepsExitCode>()).Run("-t", target);
        Assert.Equal($"exit code {exitCode}", _host.Steps[^1]);
    }

    [Fact]
    public void A_failure_is_one_message_on_standard_error()
    {
        _host.Run("-t", "Fails");
        Assert.Equal("An error occurred when executing task 'Fails'.\nError: it broke\n", _host.Errors);
    }

    [Fact]
    public void A_failure_shows_its_stack_with_diagnostic_verbosity()
    {
        _host.Run("-t", "Fails", "-v", "diagnostic");
        Assert.Contains($"{typeof(CakeException).FullName}: it broke", _host.Errors);
        Assert.Contains($"at {typeof(FailureTests).FullName}.{nameof(Fails)}.Run", _host.Errors);
    }

    [Fact]
    public void A_failure_ends_the_build_and_its_summary_tells_it()
    {
        _host.Run("-t", "Last");
        Assert.DoesNotContain("Last", _host.Steps);
        Assert.Matches(@"Fails\s+\S+\s+Failed", _host.Tables);
    }

    [Fact]
    public void Finally_runs_after_a_failure()
    {
        _host.Run("-t", "Fails");
        Assert.Equal(["Fails finally"], _host.Steps);
    }

    [Fact]
    public void A_tolerated_failure_does_not_fail_the_build() => Assert.Equal(0, _host.Run("-t", "Tolerated"));

    [Fact]
    public void A_handled_failure_does_not_fail_the_build()
    {
        Assert.Equal(0, _host.Run("-t", "Handled"));
        Assert.Equal(["handled: it broke", "Handled finally"], _host.Steps);
    }

    private sealed class Fails(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(42, "it broke");

        public override void Finally(ICakeContext context) => steps.Add("Fails finally");
    }

    private sealed class FailsLater : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Yield();
            throw new CakeException(43, "it broke");
        }
    }

    private sealed class KeepsExitCode(Steps steps) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            steps.Add($"exit code {Assert.IsType<CakeException>(info.ThrownException).ExitCode}");
    }

    private sealed class Bug : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("a bug");
    }

    [ContinueOnError]
    private sealed class Tolerated : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException("it broke");
    }

    private sealed class Handled(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException("it broke");

        public override void OnError(Exception exception, ICakeContext context) => steps.Add("handled: " + exception.Message);

        public override void Finally(ICakeContext context) => steps.Add("Handled finally");
    }

    private sealed class Rethrown : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) => throw new CakeException("it broke");

        public override void OnError(Exception exception, ICakeContext context) => throw new CakeException(44, "worse");
    }

    [IsDependentOn(typeof(Fails))]
    private sealed class Last(Steps steps) : FrostingTask
    {
        public override void Run(ICakeContext context) => steps.Add("Last");
    }
}
