using BuildTiming.Git;

namespace Timing.Tests.Git;

public sealed class GitRepositoryTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("clone")]
    [InlineData("clone", "envs", "dev")]
    [InlineData("link")]
    public async Task A_repository_is_found_from_any_of_its_folders(params string[] path)
    {
        _sandbox.Clone();
        string inside = Directory.CreateDirectory(_sandbox.Path("clone", "envs", "dev")).FullName;
        Directory.CreateSymbolicLink(_sandbox.Path("link"), inside);

        (GitRepository? repository, _) = await GitRepository.DiscoverAsync(new GitClient(_sandbox.Path(path), _sandbox.Environment));

        Assert.Equal(_sandbox.Path("clone", ".git"), repository!.CommonDirectory);
        Assert.Equal("sha1", repository.ObjectFormat);
        if (path[0] == "clone") Assert.Equal(_sandbox.Path("clone"), repository.TopLevel);
    }

    [Fact]
    public async Task A_bare_repository_has_no_working_tree()
    {
        (GitRepository? repository, _) = await GitRepository.DiscoverAsync(new GitClient(_sandbox.Remote, _sandbox.Environment));
        Assert.Equal((_sandbox.Remote, ""), (repository!.CommonDirectory, repository.TopLevel));
    }

    [Fact]
    public async Task A_git_that_hangs_is_not_waited_for()
    {
        _sandbox.StubGit("exec sleep 1000");
        string folder = Directory.CreateDirectory(_sandbox.Path("no-repository")).FullName;

        (GitRepository? repository, string complaint) =
            await GitRepository.DiscoverAsync(new GitClient(folder, _sandbox.Environment), TimeSpan.FromMilliseconds(100));

        Assert.Equal((null, "git did not answer within 0.1 s"), (repository, complaint));
    }

    [Fact]
    public async Task Where_there_is_none_git_says_so()
    {
        (GitRepository? repository, string complaint) =
            await GitRepository.DiscoverAsync(new GitClient(_sandbox.Path(), _sandbox.Environment));
        Assert.Null(repository);
        Assert.Contains("not a git repository", complaint, StringComparison.Ordinal);
    }
}
