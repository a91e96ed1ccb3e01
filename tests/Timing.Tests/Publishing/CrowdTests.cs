using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Tests.Shared.Time;
using Timing.Tests.Git;
using Timing.Tests.Handoffs;

namespace Timing.Tests.Publishing;

/// <summary>
/// A direct attempt that is overtaken: its rows are handed off at once, and merged together with others.
/// </summary>
public sealed class CrowdTests : IDisposable
{
    /// <summary>A handoff of somebody else: no run of the clone has its number.</summary>
    private const int Other = 1_000_000;

    private readonly HandoffScene _scene = new();

    public CrowdTests() => Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    private GitSandbox Sandbox => _scene.Sandbox;

    private TestRepository Clone => _scene.Clone;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Who_is_overtaken_hands_off_and_merges_all_that_wait()
    {
        JournalEntry[] entries = [Clone.Finish(11), Clone.Finish(12)];
        _scene.Wait(Other, Other + 1);
        Overtake(once: true);

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(("", "", 0), (publication.Reason, publication.WaitingReason, publication.Waiting.Count));
        Assert.Equal(entries.Select(entry => entry.Row), publication.Published.Select(filed => filed.Row));
        Assert.Empty(_scene.Waiting());
        string[] expected = [.. entries.Select(TestRepository.LineOf), HandoffScene.Line(Other), HandoffScene.Line(Other + 1)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Sandbox.Lines[1..].Order(StringComparer.Ordinal));
        Assert.Contains($"Handoff: timing-handoff/{entries[0].RunId}\n", Message(), StringComparison.Ordinal);
        Assert.Empty(Clone.Journal);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Where_the_remote_takes_no_handoffs_who_is_overtaken_tries_again()
    {
        JournalEntry entry = Clone.Finish();
        Overtake(once: true, before: "case $1 in *timing-handoff/*) echo 'no such branches' >&2; exit 1;; esac; ");

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(("", "", true), (publication.Reason, publication.WaitingReason, publication.IsComplete));
        Assert.Single(Sandbox.Lines, TestRepository.LineOf(entry));
        Assert.Empty(_scene.Waiting());
        Assert.Empty(Clone.Journal);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task At_the_end_of_the_budget_the_rows_wait_on_the_remote()
    {
        JournalEntry entry = Clone.Finish();
        Overtake(once: false);
        var clock = new BudgetClock();

        Task<Publication> publishing = Clone.PublishAsync(PublishPolicy.Direct, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => _scene.Waiting().Length == 1 || publishing.IsCompleted);
        await Condition.IsMetAsync(() => Clone.Journal.Count == 0 || publishing.IsCompleted);
        clock.Spend();
        Publication publication = await publishing;

        Assert.Equal(("", true), (publication.Reason, publication.IsComplete));
        Assert.StartsWith("it was not done within 300 s", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Waiting).Row);
        Assert.Empty(Clone.Journal);
        File.Delete(Path.Combine(Sandbox.Remote, "hooks", "update"));
        HandoffReport report = await _scene.MergeAsync();
        Assert.Equal(1, report.Rows);
        Assert.Single(Sandbox.Lines, TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Who_finds_the_handoff_gone_is_done()
    {
        JournalEntry entry = Clone.Finish();
        string merged = Merged(entry);
        Overtake(once: true);
        // Another writer is faster: it merges as soon as the handoff has arrived.
        Sandbox.Hook("post-receive", "read -r _ _ name; case $name in *handoff*) "
            + $"git update-ref refs/heads/{GitSandbox.Branch} {merged} && git update-ref -d $name;; esac");

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(("", "", 0), (publication.Reason, publication.WaitingReason, publication.Waiting.Count));
        Assert.Single(Sandbox.Lines, TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_remote_that_takes_no_atomic_pushes_gets_plain_ones_and_that_is_said_once()
    {
        Sandbox.Git(Sandbox.Remote, "config", "receive.advertiseAtomic", "false");
        JournalEntry entry = Clone.Finish();
        Overtake(once: true);

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal(("", 0), (publication.Reason, publication.Waiting.Count));
        Assert.Single(Sandbox.Lines, TestRepository.LineOf(entry));
        Assert.StartsWith("origin takes no atomic pushes", Assert.Single(Clone.Warnings), StringComparison.Ordinal);
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    public async Task Where_pushes_are_not_atomic_a_merge_pushes_rows_first_and_removes_the_handoffs_after()
    {
        Sandbox.Git(Sandbox.Remote, "config", "receive.advertiseAtomic", "false");
        _scene.Wait(1, 2);
        Sandbox.Hook("pre-receive",
            "while read -r _ new _; do case $new in *[!0]*) ;; *) test -e ../merged || exit 1;; esac; done; : >../merged");

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 2), (report.Reason, report.Rows));
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(2)], Sandbox.Lines);
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    public async Task Rows_that_no_merge_would_take_try_again_until_they_land()
    {
        JournalEntry entry = Clone.Finish(environment: "staging");
        Overtake(once: true);

        Publication publication = await Clone.PublishAsync(PublishPolicy.Direct, folderOf: _ => "elsewhere");

        Assert.Equal(("", 0), (publication.Reason, publication.Waiting.Count));
        Assert.Contains(TestRepository.LineOf(entry), Sandbox.Show($"{GitSandbox.Branch}:{RegistryPath.Of("staging")}"),
            StringComparison.Ordinal);
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    public async Task A_row_that_was_pushed_directly_and_cannot_arrive_any_more_goes_the_way_of_the_policy_that_is_set_now()
    {
        JournalEntry entry = Clone.Finish();
        string former = Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        Clone.PhaseJournal.Attempted(entry, new Attempt("origin", Clone.Branch.Ref, [new string('1', 40)], former));
        string tip = Sandbox.Seed(GitSandbox.Branch, ("other.txt", "somebody else's\n"));

        await Clone.LandAsync(PublishPolicy.Handoff);

        Assert.Equal(["timing-handoff/" + entry.RunId], _scene.Waiting());
        Assert.Equal(tip, Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim());
    }

    private string Message() => Sandbox.Git(Sandbox.Remote, "log", "-1", "--format=%B", GitSandbox.Branch);

    /// <summary>A commit that holds a row and names its handoff, as a merge writes it.</summary>
    private string Merged(JournalEntry entry)
    {
        string tip = Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, $"{TimingCsv.Header}\n{TestRepository.LineOf(entry)}\n"));
        string tree = GitSandbox.Branch + "^{tree}";
        string merged = Sandbox.Git(Sandbox.Remote, "commit-tree", "-p", tip, "-m", $"merge\n\nHandoff: timing-handoff/{entry.RunId}", tree)
            .Trim();
        Sandbox.Git(Sandbox.Remote, "update-ref", "refs/heads/" + GitSandbox.Branch, tip);
        return merged;
    }

    /// <summary>Somebody else's commit comes between a fetch and a push to the registry branch.</summary>
    private void Overtake(bool once, string before = "")
    {
        string move = $"git update-ref $1 $(git commit-tree -p $1 -m rival $1^{{tree}})";
        Sandbox.Hook("update", $"{before}case $1 in *registry) {(once ? "mkdir ../overtaken 2>&- && " : "")}{move};; esac; exit 0");
    }
}
