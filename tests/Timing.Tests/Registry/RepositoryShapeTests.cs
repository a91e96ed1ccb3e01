using BuildTiming.Publishing;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

/// <summary>Repositories as they are found in the field.</summary>
public sealed class RepositoryShapeTests : IDisposable
{
    private const string Legacy =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,log_path\n2026-01-01T00:00:00Z,"
        + "2026-01-01T00:00:01Z,a,dev,20250115-06#####NEEDTOUPDATE###,1,0,\"x, y\",z.log\n";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    [Trait("Turn", "b")]
    public async Task Repositories_of_SHA_256_work()
    {
        using var sandbox = new GitSandbox("sha256");
        sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = sandbox.Clone();
        foreach (PublishPolicy policy in new[] { PublishPolicy.Direct, PublishPolicy.Handoff, PublishPolicy.None })
        {
            clone.Finish();
            await clone.LandAsync(policy);
        }

        Assert.Equal(64, clone.Git("rev-parse", GitSandbox.Branch).Trim().Length);
        Assert.Equal(3, sandbox.Lines.Length);
    }

    [Fact]
    public async Task A_shallow_clone_stays_as_shallow_as_it_was()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        _sandbox.Seed("main", ("second.txt", "second\n"));
        TestRepository clone = _sandbox.Clone("clone", "--depth=1", "--no-local");
        string shallow = await File.ReadAllTextAsync(Path.Combine(clone.Repository.CommonDirectory, "shallow"));
        clone.Finish();

        await clone.LandAsync();

        Assert.Equal(shallow, await File.ReadAllTextAsync(Path.Combine(clone.Repository.CommonDirectory, "shallow")));
        Assert.Equal(3, _sandbox.Lines.Length);
    }

    [Fact]
    public async Task A_full_clone_is_not_made_shallow_and_one_of_a_single_branch_works()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone("clone", "--single-branch");
        clone.Finish();

        await clone.LandAsync();

        Assert.False(File.Exists(Path.Combine(clone.Repository.CommonDirectory, "shallow")));
        Assert.Equal(3, _sandbox.Lines.Length);
        Assert.Equal(_sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch), clone.Git("rev-parse", "origin/" + GitSandbox.Branch));
    }

    [Fact]
    public async Task A_linked_worktree_shares_the_journal_and_publishes()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("worktree", "add", "--quiet", "--detach", _sandbox.Path("worktree"));
        var worktree = new TestRepository(_sandbox, _sandbox.Path("worktree"));
        worktree.Finish();
        Assert.Single(clone.Journal);
        string before = worktree.State();

        await worktree.LandAsync();

        Assert.Equal(before, worktree.State());
        Assert.Equal(2, _sandbox.Lines.Length);
    }

    [Theory]
    [Trait("Turn", "a")]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    [InlineData(PublishPolicy.None)]
    public async Task A_repository_without_a_commit_works(PublishPolicy policy)
    {
        _sandbox.Git(_sandbox.Path(), "init", "--quiet", _sandbox.Path("empty"));
        var repository = new TestRepository(_sandbox, _sandbox.Path("empty"));
        repository.Git("remote", "add", "origin", _sandbox.Remote);
        repository.Finish();

        await repository.LandAsync(policy);

        Assert.Equal("ref: refs/heads/main\n", await File.ReadAllTextAsync(_sandbox.Path("empty", ".git", "HEAD")));
    }

    [Fact]
    public async Task Where_there_is_no_remote_rows_are_kept_or_go_to_the_local_branch()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("remote", "remove", "origin");
        clone.Finish();

        Assert.False(await clone.Branch.HasRemoteAsync(CancellationToken.None));
        Assert.Contains("'origin' does not appear to be a git repository", (await clone.PublishAsync(PublishPolicy.Direct)).Reason,
            StringComparison.Ordinal);
        await clone.LandAsync(PublishPolicy.None);
        Assert.Equal(2, clone.LocalLines().Length);
    }

    [Fact]
    public async Task The_local_branch_follows_where_it_is_behind()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone();
        clone.Git("branch", GitSandbox.Branch, "origin/" + GitSandbox.Branch);
        clone.Finish();

        await clone.LandAsync();

        Assert.Equal(_sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch), clone.Git("rev-parse", GitSandbox.Branch));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task The_local_branch_stays_where_it_is_checked_out_or_holds_more()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone();
        clone.Git("worktree", "add", "--quiet", _sandbox.Path("checked-out"), GitSandbox.Branch);
        string before = clone.Git("rev-parse", GitSandbox.Branch);
        clone.Finish();
        await clone.LandAsync();
        Assert.Equal(before, clone.Git("rev-parse", GitSandbox.Branch));

        clone.Git("worktree", "remove", _sandbox.Path("checked-out"));
        string more = clone.Git("commit-tree", "-p", before.Trim(), "-m", "more", "HEAD^{tree}").Trim();
        clone.Git("update-ref", "refs/heads/" + GitSandbox.Branch, more);
        before = clone.Git("rev-parse", GitSandbox.Branch);
        clone.Finish();
        await clone.LandAsync();
        Assert.Equal(before, clone.Git("rev-parse", GitSandbox.Branch));
    }
}
