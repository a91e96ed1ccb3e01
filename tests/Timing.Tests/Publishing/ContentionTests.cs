using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>
/// That every row lands once. How long that takes, and how many of up to 128 writers land within the default budget, is measured by the
/// target Benchmark: each writer is two seconds of git's processor time.
/// </summary>
public sealed class ContentionTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    [Trait("Form", "long")]
    public async Task A_dozen_writers_in_clones_of_their_own_land_a_dozen_rows()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        string clone = _sandbox.CloneTo("clone", "--template=");
        await WriteAsync([.. Enumerable.Range(1, 12).Select(number =>
            new TestRepository(_sandbox, _sandbox.CopyTo("clone" + number, clone)))]);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Ten_writers_in_one_clone_and_its_worktrees_land_ten_rows()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = _sandbox.Clone();
        await WriteAsync([clone, .. Enumerable.Range(1, 9).Select(number =>
        {
            string worktree = _sandbox.Path("worktree" + number);
            clone.Git("worktree", "add", "--quiet", "--detach", worktree);
            return new TestRepository(_sandbox, worktree);
        })]);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Writers_of_equal_rows_that_create_the_branch_together_land_each_a_row()
    {
        TestRepository[] writers = [.. Enumerable.Range(1, 8).Select(number => _sandbox.Clone("clone" + number))];
        string line = writers.Select(writer => TestRepository.LineOf(writer.Finish())).Distinct().Single();

        Publication[] publications = await Task.WhenAll(writers.Select(writer => writer.PublishAsync(PublishPolicy.Direct)));

        Assert.All(publications, publication => Assert.Equal(("", ""), (publication.Reason, publication.WaitingReason)));
        Assert.Equal([TimingCsv.Header, .. Enumerable.Repeat(line, writers.Length)], _sandbox.Lines);
    }

    private async Task WriteAsync(TestRepository[] writers)
    {
        string[] lines = [.. writers.Select((writer, i) => TestRepository.LineOf(writer.Finish(i)))];

        Publication[] publications =
            await Task.WhenAll(writers.Select(writer => Task.Run(() => writer.PublishAsync(PublishPolicy.Direct))));

        Assert.All(publications, publication => Assert.Equal(("", ""), (publication.Reason, publication.WaitingReason)));
        Assert.Equal(lines.Order(StringComparer.Ordinal), _sandbox.Lines[1..].Order(StringComparer.Ordinal));
        Assert.All(writers, writer => Assert.Empty(writer.Journal));
        Assert.All(writers, writer => Assert.Empty(writer.Leftovers()));
    }
}
