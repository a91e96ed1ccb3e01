using Tests.Shared.Files;

namespace Cake.Frosting.Tests.Stranger;

public sealed class StrangerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_default_target_runs_what_it_depends_on_and_tolerates_what_it_may()
    {
        TestHost host = StrangerHost.Create(_folder.Path);

        Assert.True(host.Run("--platform=linux", "--platform=macos", "--platform=windows") == 0, host.Errors);
        Assert.Equal(
            [
                "setup Default 6.0.0 Release linux+macos+windows", "[Lint", "failed]", "[Clean", "cleans", "]", "[Compile",
                "compiles linux",
                "compiles macos", "compiles windows", "]", "[Run-Tests", "tests", "collects results", "]", "[Pack", "packs 6.0.0", "]",
                "[Default", "]", "teardown",
            ],
            host.Steps);
    }

    [Fact]
    public void Without_a_release_nothing_is_pushed_and_the_reason_is_told()
    {
        TestHost host = StrangerHost.Create(_folder.Path);

        Assert.Equal(0, host.Run("--target", "Push"));
        Assert.Equal(["[PushFeed", "skipped]", "[PushImages", "skipped]", "[Push", "]", "teardown"],
            host.Steps.SkipWhile(step => step != "[PushFeed"));
        Assert.Contains("this is no release", host.Output + host.Tables);
    }

    [Fact]
    public void A_release_handles_its_slow_feed_and_goes_on_to_the_second_target()
    {
        TestHost host = StrangerHost.Create(_folder.Path);

        Assert.Equal(0, host.Run("-t", "Push", "-t", "Announce", "--release", "-v", "quiet"));
        Assert.Contains("handles: the feed is slow", host.Steps);
        Assert.Contains("pushes images", host.Steps);
        Assert.Contains("announces", host.Steps);
    }

    [Fact]
    public void A_failing_task_ends_the_build_and_cleans_up()
    {
        TestHost host = StrangerHost.Create(_folder.Path);

        Assert.Equal(1, host.Run("--configuration=Debug"));
        Assert.Equal(["[Run-Tests", "collects results", "failed]", "teardown after: 2 tests failed"],
            host.Steps.SkipWhile(step => step != "[Run-Tests"));
        Assert.EndsWith("Error: 2 tests failed\n", host.Errors);
    }

    [Fact]
    public void A_task_alone_runs_without_its_dependencies()
    {
        TestHost host = StrangerHost.Create(_folder.Path);

        Assert.Equal(0, host.Run("-t", "run-tests", "--exclusive"));
        Assert.Equal(["[Run-Tests", "tests", "collects results", "]", "teardown"], host.Steps.Skip(1));
    }

    public void Dispose() => _folder.Dispose();
}
