using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Handoffs;

namespace Timing.Tests.Publishing;

/// <summary>A registry branch that refuses a direct push for good: the rows wait on the remote, or stay in the journal.</summary>
public sealed class ProtectedBranchTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public ProtectedBranchTests() => Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    private GitSandbox Sandbox => _scene.Sandbox;

    private TestRepository Clone => _scene.Clone;

    public void Dispose() => _scene.Dispose();

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_handoff_of_the_fallback_takes_no_workflow_along()
    {
        Sandbox.Seed("main", (HandoffWorkflow.Path, "on: push\n"));
        JournalEntry entry = Clone.Finish();
        Clone.Git("fetch", "--quiet");
        Clone.Git("remote", "set-head", "origin", "main");
        Sandbox.Hook("update", "case $1 in *registry) echo 'protected' >&2; exit 1;; esac");

        await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(GitSandbox.Csv, Sandbox.Git(Sandbox.Remote, "ls-tree", "-r", "--name-only", "timing-handoff/" + entry.RunId).Trim());
    }

    [Fact]
    public async Task A_branch_that_refuses_for_good_gets_no_second_push_and_the_row_waits_on_the_remote()
    {
        JournalEntry entry = Clone.Finish();
        string tries = Sandbox.Path("tries");
        Sandbox.Hook("update", $"case $1 in *registry) echo once >>{tries}; echo 'protected' >&2; exit 1;; esac");

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(("", true), (publication.Reason, publication.IsComplete));
        Assert.Equal(entry.Row, Assert.Single(publication.Waiting).Row);
        Assert.Contains("protected", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Equal(["timing-handoff/" + entry.RunId], _scene.Waiting());
        Assert.Empty(Clone.Journal);
        Assert.Single(await File.ReadAllLinesAsync(tries));
    }

    [Fact]
    public async Task While_an_earlier_push_may_still_arrive_a_row_that_is_refused_stays_in_the_journal()
    {
        JournalEntry entry = Clone.Finish();
        string tip = Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        Clone.PhaseJournal.Attempted(entry, new Attempt("origin", Clone.Branch.Ref, [new string('1', 40)], tip));
        Sandbox.Hook("update", "case $1 in *registry) echo 'protected' >&2; exit 1;; esac");

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Contains("protected", publication.Reason, StringComparison.Ordinal);
        Assert.Contains(new string('1', 40), Assert.Single(Clone.Journal).Attempt!.Commits);
        Assert.Empty(_scene.Waiting());
    }
}
