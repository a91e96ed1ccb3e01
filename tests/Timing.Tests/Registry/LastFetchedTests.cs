using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

public sealed class LastFetchedTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public LastFetchedTests() => _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, "fetched\n"));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_remotes_branch_as_it_was_seen_last_comes_before_the_own_one_or_behind_it()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("branch", GitSandbox.Branch, $"origin/{GitSandbox.Branch}");
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, "fetched again\n"));
        clone.Git("fetch", "--quiet");
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, "not fetched\n"));

        Assert.Equal("fetched again\n", Read(clone));
        Assert.Equal("fetched\n", Read(clone, isLocal: true));

        clone.Git("update-ref", "-d", $"refs/remotes/origin/{GitSandbox.Branch}");
        Assert.Equal("fetched\n", Read(clone));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_error() => Assert.Null(Read(_sandbox.Clone(), path: RegistryPath.Of("staging")));

    [Fact]
    public void A_partial_clone_fetches_nothing_for_it()
    {
        _sandbox.Git(_sandbox.Remote, "config", "uploadpack.allowFilter", "true");
        TestRepository clone = _sandbox.Clone("partial", "--no-local", "--filter=blob:none");
        string connections = _sandbox.Path("connections");
        clone.Git("config", "remote.origin.uploadpack",
            _sandbox.Script("counts", $"echo once >>{connections}\nexec git-upload-pack \"$@\""));

        string? content = null;
        try
        {
            content = Read(clone);
        }
        catch (IOException)
        {
            // Git may end at what it cannot have.
        }

        Assert.Null(content);
        Assert.False(File.Exists(connections));
    }

    private static string? Read(TestRepository clone, bool isLocal = false, string path = GitSandbox.Csv)
    {
        using var files = new LastFetched(clone.Branch, isLocal, CancellationToken.None);
        if (files.Read(path) is not { } file) return null;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
