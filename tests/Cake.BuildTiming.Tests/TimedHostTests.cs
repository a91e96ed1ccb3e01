using Tests.Shared.Git;
using Tests.Shared.Programs;

namespace Cake.BuildTiming.Tests;

/// <summary>A host outside this repository's own (tests/TimedHost): one line and an attribute a task.</summary>
public sealed class TimedHostTests : IDisposable
{
    private const string Csv = "environments/local/latest/build_timings.csv";

    private readonly GitSandbox _sandbox = new();

    [Fact]
    public async Task Its_tasks_become_rows_and_a_skipped_one_none()
    {
        string clone = _sandbox.CloneTo("clone");
        _sandbox.Environment["BUILDKITE_BUILD_URL"] = "https://buildkite.com/o/p/builds/7";

        HostRun run = await RunInCiAsync(clone, "--failing=0");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(["compile 0", "unit-tests 0"], Rows());
        string commit = _sandbox.Git(clone, "rev-parse", "HEAD")[..12];
        Assert.Contains($",0,COMMIT={commit} CI_RUN=https://buildkite.com/o/p/builds/7,", _sandbox.Show($"{GitSandbox.Branch}:{Csv}"));
        Assert.Contains("2 timing rows are on origin/governance-registry. See:", run.Output);
        string log = Assert.Single(Directory.GetFiles(Path.Combine(clone, "logs", "build-timings"), "unit-tests-*.log"));
        Assert.Contains("3 tests", File.ReadAllText(log));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_command_that_fails_is_a_row_with_its_code()
    {
        HostRun run = await RunInCiAsync(_sandbox.CloneTo("clone"), "--failing=4");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(["compile 0", "unit-tests 4"], Rows());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_task_that_fails_without_a_command_is_a_row_with_its_code()
    {
        HostRun run = await RunInCiAsync(_sandbox.CloneTo("clone"), "--target=Package");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(["package 7"], Rows());
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_task_that_fails_after_its_command_did_not_is_a_row_with_its_code()
    {
        HostRun run = await RunInCiAsync(_sandbox.CloneTo("clone"), "--target=SmokeTests");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(["smoke-tests 9"], Rows());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_task_without_a_command_whose_host_is_killed_is_a_row_of_the_next_run()
    {
        string clone = _sandbox.CloneTo("clone");

        HostRun killed = await RunInCiAsync(clone, "--target=Migrate");
        HostRun next = await RunInCiAsync(clone, "--failing=0");

        Assert.Equal((137, 0), (killed.ExitCode, next.ExitCode));
        Assert.Equal(["migrate 137", "compile 0", "unit-tests 0"], Rows());
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_task_that_two_targets_need_is_a_row_each_time()
    {
        HostRun run = await RunInCiAsync(_sandbox.CloneTo("clone"), "--target=Compile", "--target=Compile");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(run.Output.Split("compiles\n").Length - 1, Rows().Count());
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Lifetimes_of_its_own_call_the_timing()
    {
        HostRun run = await RunInCiAsync(_sandbox.CloneTo("clone"), "--failing=0", "--own-lifetimes");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("own setup of Compile\n", run.Output);
        Assert.Contains("own teardown\n", run.Output);
        Assert.Equal(["compile 0", "unit-tests 0"], Rows());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task On_a_laptop_its_rows_are_handed_off()
    {
        HostRun run = await RunAsync(_sandbox.CloneTo("clone"), ci: null, ["--failing=0"]);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Single(_sandbox.Refs("refs/heads/timing-handoff/*"));
    }

    [Fact]
    public async Task In_no_repository_it_builds_and_says_that_nothing_is_recorded()
    {
        HostRun run = await RunInCiAsync(Directory.CreateDirectory(_sandbox.Path("plain")).FullName, "--failing=0");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("No timing will be recorded, the build goes on: ", run.Output + run.Error);
    }

    public void Dispose() => _sandbox.Dispose();

    private IEnumerable<string> Rows() =>
        _sandbox.Show($"{GitSandbox.Branch}:{Csv}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).Select(cells => $"{cells[2]} {cells[6]}");

    private Task<HostRun> RunInCiAsync(string folder, params string[] arguments) => RunAsync(folder, ci: "true", arguments);

    private Task<HostRun> RunAsync(string folder, string? ci, string[] arguments) =>
        HostRun.Of("Cake.BuildTiming.Tests", "TimedHost", folder, new Dictionary<string, string?>(_sandbox.Environment) { ["CI"] = ci },
            arguments);
}
