using BuildTiming.Journal;
using BuildTiming.Registry;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

/// <summary>Repositories and files as they are found in the field.</summary>
public sealed class RepositoryShapeTests : IDisposable
{
    private const string Legacy =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,log_path\n2026-01-01T00:00:00Z,2026-01-01T00:00:01Z,a,dev,20250115-06#####NEEDTOUPDATE###,1,0,\"x, y\",z.log\n";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(Legacy, "")]
    [InlineData("a\r\nb\r\n", "")]
    [InlineData("a\nb", "\n")]
    [InlineData("\uFEFFa\n", "")]
    [InlineData("", TimingCsv.Header + "\n")]
    [InlineData("nul\0nul\n", "")]
    public async Task Existing_bytes_stay_as_they_are(string existing, string between)
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, existing), ("other/file.txt", "other\n"));
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();

        await LandsAsync(clone);

        await File.WriteAllTextAsync(_sandbox.Path("expected"), existing + between + TestRepository.LineOf(entry) + "\n");
        Assert.Equal(
            clone.Git("hash-object", "--no-filters", _sandbox.Path("expected")),
            _sandbox.Git(_sandbox.Remote, "rev-parse", $"{GitSandbox.Branch}:{GitSandbox.Csv}"));
        Assert.Equal("other\n", _sandbox.Show(GitSandbox.Branch + ":other/file.txt"));
    }

    [Fact]
    public async Task Repositories_of_SHA_256_work()
    {
        using var sandbox = new GitSandbox("sha256");
        sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = sandbox.Clone();
        foreach (PublishPolicy policy in new[] { PublishPolicy.Direct, PublishPolicy.Handoff, PublishPolicy.None })
        {
            clone.Finish();
            await LandsAsync(clone, policy);
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

        await LandsAsync(clone);

        Assert.Equal(shallow, await File.ReadAllTextAsync(Path.Combine(clone.Repository.CommonDirectory, "shallow")));
        Assert.Equal(3, _sandbox.Lines.Length);
    }

    [Fact]
    public async Task A_full_clone_is_not_made_shallow_and_one_of_a_single_branch_works()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone("clone", "--single-branch");
        clone.Finish();

        await LandsAsync(clone);

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

        await LandsAsync(worktree);

        Assert.Equal(before, worktree.State());
        Assert.Equal(2, _sandbox.Lines.Length);
    }

    [Theory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    [InlineData(PublishPolicy.None)]
    public async Task A_repository_without_a_commit_works(PublishPolicy policy)
    {
        _sandbox.Git(_sandbox.Path(), "init", "--quiet", _sandbox.Path("empty"));
        var repository = new TestRepository(_sandbox, _sandbox.Path("empty"));
        repository.Git("remote", "add", "origin", _sandbox.Remote);
        repository.Finish();

        await LandsAsync(repository, policy);

        Assert.Equal("ref: refs/heads/main\n", await File.ReadAllTextAsync(_sandbox.Path("empty", ".git", "HEAD")));
    }

    [Fact]
    public async Task Where_there_is_no_remote_rows_are_kept_or_go_to_the_local_branch()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("remote", "remove", "origin");
        clone.Finish();

        Assert.False(await clone.Branch.HasRemoteAsync(CancellationToken.None));
        Assert.Contains("'origin' does not appear to be a git repository", (await clone.PublishAsync(PublishPolicy.Direct)).Reason, StringComparison.Ordinal);
        await LandsAsync(clone, PublishPolicy.None);
        Assert.Equal(2, clone.LocalLines().Length);
    }

    [Fact]
    public async Task The_local_branch_follows_where_it_is_behind()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone();
        clone.Git("branch", GitSandbox.Branch, "origin/" + GitSandbox.Branch);
        clone.Finish();

        await LandsAsync(clone);

        Assert.Equal(_sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch), clone.Git("rev-parse", GitSandbox.Branch));
    }

    [Fact]
    public async Task The_local_branch_stays_where_it_is_checked_out_or_holds_more()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, Legacy));
        TestRepository clone = _sandbox.Clone();
        clone.Git("worktree", "add", "--quiet", _sandbox.Path("checked-out"), GitSandbox.Branch);
        string before = clone.Git("rev-parse", GitSandbox.Branch);
        clone.Finish();
        await LandsAsync(clone);
        Assert.Equal(before, clone.Git("rev-parse", GitSandbox.Branch));

        clone.Git("worktree", "remove", _sandbox.Path("checked-out"));
        clone.Git("update-ref", "refs/heads/" + GitSandbox.Branch, clone.Git("commit-tree", "-p", before.Trim(), "-m", "more", "HEAD^{tree}").Trim());
        before = clone.Git("rev-parse", GitSandbox.Branch);
        clone.Finish();
        await LandsAsync(clone);
        Assert.Equal(before, clone.Git("rev-parse", GitSandbox.Branch));
    }

    [Fact]
    public async Task A_branch_of_four_thousand_files_keeps_them()
    {
        (string, string)[] files = [.. Enumerable.Range(1, 4000).Select(number => ($"environments/e{number % 40}/f{number}.txt", "equal\n"))];
        _sandbox.Seed(GitSandbox.Branch, [(GitSandbox.Csv, Legacy), .. files]);
        string tree = _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch);
        TestRepository clone = _sandbox.Clone();
        clone.Finish();

        await LandsAsync(clone);

        string after = _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch);
        Assert.Equal(4001, after.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, tree.Split('\n').Except(after.Split('\n')).Count() + after.Split('\n').Except(tree.Split('\n')).Count());
    }

    [Fact]
    public async Task An_executable_file_stays_one()
    {
        TestRepository clone = _sandbox.Clone();
        string id = clone.Git("rev-parse", "HEAD:readme.txt").Trim();
        clone.Git("update-index", "--add", "--cacheinfo", $"100755,{id},{GitSandbox.Csv}");
        string commit = clone.Git("commit-tree", "-m", "executable", clone.Git("write-tree").Trim()).Trim();
        clone.Git("push", "--quiet", "origin", $"{commit}:refs/heads/{GitSandbox.Branch}");
        clone.Finish();

        await LandsAsync(clone);

        Assert.Equal(2, _sandbox.Lines.Length);
        Assert.StartsWith("100755 ", _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch, "--", GitSandbox.Csv), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_and_ten_million_quotes_is_appended_to()
    {
        string existing = new string('"', 10_000_000) + new string('x', 90_000_000);
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, existing));
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();

        await LandsAsync(clone);

        Assert.Equal(existing + "\n" + TestRepository.LineOf(entry) + "\n", _sandbox.Show($"{GitSandbox.Branch}:{GitSandbox.Csv}"));
    }

    [Theory]
    [InlineData("120000", "environments/development/latest/build_timings.csv", "is a symbolic link")]
    [InlineData("160000", "environments/development/latest/build_timings.csv", "is a submodule")]
    [InlineData("100644", "environments/development/latest/build_timings.csv/file", "is a folder")]
    [InlineData("120000", "environments/development", "is a symbolic link")]
    [InlineData("160000", "environments", "is a submodule")]
    [InlineData("100644", "environments/development/latest", "is a file")]
    public async Task Whatever_stands_in_the_way_is_never_overwritten(string mode, string path, string reason)
    {
        TestRepository clone = _sandbox.Clone();
        string id = clone.Git(mode == "160000" ? ["rev-parse", "HEAD"] : ["rev-parse", "HEAD:readme.txt"]).Trim();
        clone.Git("update-index", "--add", "--cacheinfo", $"{mode},{id},{path}");
        string commit = clone.Git("commit-tree", "-m", "hostile", clone.Git("write-tree").Trim()).Trim();
        clone.Git("push", "--quiet", "origin", $"{commit}:refs/heads/{GitSandbox.Branch}");
        clone.Finish();
        JournalEntry staging = clone.Finish(9, environment: "staging");

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Contains(reason + ": remove it from that branch", publication.Reason, StringComparison.Ordinal);
        Assert.Contains(clone.Journal, entry => entry.Start.Folder == "development");
        Assert.Equal(path != "environments", publication.Published.Any(filed => filed.Row == staging.Row));
        Assert.Contains($"{mode} ", _sandbox.Git(_sandbox.Remote, "ls-tree", "-r", GitSandbox.Branch, "--", path), StringComparison.Ordinal);
        Assert.Empty(clone.Leftovers());
    }

    private static async Task LandsAsync(TestRepository clone, PublishPolicy policy = PublishPolicy.Direct)
    {
        Publication publication = await clone.PublishAsync(policy);
        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
    }
}
