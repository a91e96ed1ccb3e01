using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

public sealed class RegistryBranchTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("governance-registry", "--upload-pack=touch ran")]
    [InlineData("--force", "origin")]
    [InlineData("a..b", "origin")]
    [InlineData("a:b", "origin")]
    [InlineData("a b", "origin")]
    [InlineData("", "origin")]
    [InlineData("a.lock", "origin")]
    [InlineData("a", "")]
    public void A_name_that_git_would_take_for_something_else_is_refused(string name, string remote)
    {
        TestRepository clone = _sandbox.Clone();
        Assert.Throws<ArgumentException>(() => new RegistryBranch(clone.Repository, name, remote));
        Assert.Throws<ArgumentException>(() => clone.Branch with { Name = name, Remote = remote });
    }

    [Theory]
    [InlineData("governance-registry", "origin")]
    [InlineData("team/timings_2.x", "my-fork/mirror")]
    public void A_usual_name_is_taken(string name, string remote) =>
        Assert.Equal($"refs/remotes/{remote}/{name}", new RegistryBranch(_sandbox.Clone().Repository, name, remote).TrackingRef);
}
