using BuildTiming.Git;
using BuildTiming.Git.Objects;

namespace Timing.Tests.Git;

public sealed class BlobTailsTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly CancellationTokenSource _budget = new();

    public void Dispose()
    {
        _budget.Dispose();
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData(100, "one\ntwo\nthree\n")]
    [InlineData(14, "one\ntwo\nthree\n")]
    [InlineData(13, "two\nthree\n")]
    [InlineData(11, "two\nthree\n")]
    [InlineData(10, "three\n")]
    [InlineData(7, "three\n")]
    [InlineData(1, "")]
    public void Of_a_file_that_is_too_long_the_last_whole_lines_are_read(int limit, string expected)
    {
        string commit = _sandbox.Seed("rows", ("file", "one\ntwo\nthree\n"), ("other", "four\n"));
        using var files = new BlobTails(new GitClient(_sandbox.Remote, _sandbox.Environment), _budget.Token);

        Assert.Equal(expected, Read(files, $"{commit}:file", limit));
        Assert.Null(files.Read($"{commit}:nothing", limit));
        Assert.Null(files.Read("no-branch:file", limit));
        Assert.Null(files.Read($"{commit}^{{tree}}", 1 << 20));
        Assert.Equal("four\n", Read(files, $"{commit}:other", 100));
    }

    [Fact]
    public async Task A_git_that_does_not_answer_is_given_up_with_the_time()
    {
        string started = _sandbox.Path("process");
        _sandbox.StubGit($"echo $$ > {_sandbox.Path("new")}; mv {_sandbox.Path("new")} {started}; exec sleep 1000");
        var read = Task.Run(() =>
        {
            using var files = new BlobTails(new GitClient(_sandbox.Path(), _sandbox.Environment), _budget.Token);
            files.Read("HEAD:file", 100);
        });
        await Condition.IsMetAsync(() => File.Exists(started));

        await _budget.CancelAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => read);
    }

    [Fact]
    public void A_git_that_ends_is_an_error()
    {
        _sandbox.StubGit("exit 1");
        using var files = new BlobTails(new GitClient(_sandbox.Path(), _sandbox.Environment), _budget.Token);

        Assert.ThrowsAny<IOException>(() => files.Read("HEAD:file", 100));
    }

    private static string Read(BlobTails files, string name, int limit)
    {
        using var reader = new StreamReader(files.Read(name, limit)!);
        return reader.ReadToEnd();
    }
}
