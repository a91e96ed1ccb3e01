using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

public sealed class LocalPublishTests() : PublishContract(PublishPolicy.None)
{
    [Fact]
    public async Task A_new_branch_goes_on_from_what_the_remote_had_and_pushes_nothing()
    {
        string tip = Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        clone.Finish();

        await clone.PublishAsync(PublishPolicy.None);

        Assert.Equal(tip, clone.Git("rev-parse", GitSandbox.Branch + "^").Trim());
        Assert.Equal(tip, Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim());
    }

    [Fact]
    public async Task A_branch_that_another_worktree_has_checked_out_is_left_alone()
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        string worktree = Sandbox.Path("checked-out");
        clone.Git("worktree", "add", "--quiet", worktree, GitSandbox.Branch);
        string before = clone.Git("rev-parse", GitSandbox.Branch);
        clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.None);

        Assert.Equal(
            $"governance-registry is checked out in {worktree}, and a checked-out branch is never moved: check out another branch there",
            publication.Reason);
        Assert.Equal(before, clone.Git("rev-parse", GitSandbox.Branch));
        Assert.Single(publication.Kept);
    }

    [Fact]
    public async Task A_branch_that_waits_for_its_first_commit_in_the_working_tree_is_left_alone()
    {
        TestRepository clone = Sandbox.Clone();
        clone.Git("symbolic-ref", "HEAD", "refs/heads/" + GitSandbox.Branch);
        clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.None);

        Assert.Contains("is checked out in " + clone.Folder, publication.Reason, StringComparison.Ordinal);
        Assert.Single(clone.Journal);
    }

    [Fact]
    public async Task A_branch_that_another_worktree_waits_for_is_left_alone_also_where_the_list_of_worktrees_is_cut_short()
    {
        TestRepository clone = Sandbox.Clone();
        string worktree = Sandbox.Path("waits");
        clone.Git("worktree", "add", "--quiet", "--detach", worktree);
        Sandbox.Git(worktree, "symbolic-ref", "HEAD", "refs/heads/" + GitSandbox.Branch);
        clone.Finish();
        Sandbox.StubGit("case \" $* \" in *' worktree '*) exec $git \"$@\" | head -n 4; exit;; esac\nexec $git \"$@\"");

        Publication publication = await clone.PublishAsync(PublishPolicy.None);

        Assert.Contains("git worktree was not heard to its end", publication.Reason, StringComparison.Ordinal);
        Assert.Single(clone.Journal);
        Assert.Empty(clone.Git("for-each-ref", "refs/heads/" + GitSandbox.Branch));
    }

    [Theory]
    [Trait("Turn", "a")]
    [InlineData(PublishPolicy.None)]
    [InlineData(PublishPolicy.Direct)]
    public async Task A_branch_that_is_another_name_of_one_that_is_checked_out_is_left_alone(PublishPolicy policy)
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        clone.Git("checkout", "--quiet", "-b", "work", "origin/" + GitSandbox.Branch);
        clone.Git("symbolic-ref", "refs/heads/" + GitSandbox.Branch, "refs/heads/work");
        string before = clone.Git("rev-parse", "HEAD");
        clone.Finish();

        Publication publication = await clone.PublishAsync(policy);

        Assert.Equal(policy == PublishPolicy.Direct, publication.Reason.Length == 0);
        Assert.Equal(before, clone.Git("rev-parse", "HEAD"));
    }

    [Fact]
    public async Task A_name_that_is_a_folder_of_branches_is_refused_at_once()
    {
        TestRepository clone = Sandbox.Clone();
        clone.Git("branch", GitSandbox.Branch + "/old");
        clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.None);

        Assert.Contains("cannot lock ref 'refs/heads/governance-registry'", publication.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not done within", publication.Reason, StringComparison.Ordinal);
    }

    protected override string Destination(TestRepository clone) => clone.Folder;

    protected override string[][] Landed(TestRepository clone, string environment) => [LinesAt(clone, GitSandbox.Branch, environment)];

    protected override string[] Commits(TestRepository clone) =>
        Git(clone, "log", "--grep=^chore(registry)", "--format=%H", GitSandbox.Branch).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private protected override Attempt AttemptOf(JournalEntry entry, string commit) =>
        new(Remote: null, "refs/heads/" + GitSandbox.Branch, [commit], Base: null);
}
