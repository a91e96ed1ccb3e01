using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>The push landed, its answer was lost, and the history was rewritten by hand before the next run looked.</summary>
public sealed class LostAnswerTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly TestRepository _clone;

    public LostAnswerTests()
    {
        _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        _clone = _sandbox.Clone();
    }

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [Trait("Turn", "b")]
    [InlineData("commit", "--amend", "--message", "tidied up")]
    [InlineData("commit", "--amend", "--no-edit", "--date", "2020-01-01T00:00:00Z")]
    public async Task An_amended_tip_still_holds_the_row(params string[] rewrite)
    {
        JournalEntry entry = await LandedUnansweredAsync(PublishPolicy.Direct);
        Rewrite(rewrite);

        await _clone.LandAsync();

        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_squashed_history_still_holds_the_row_of_a_merged_handoff()
    {
        JournalEntry entry = await LandedUnansweredAsync(PublishPolicy.Handoff);
        await MergeAsync();
        Rewrite("commit", "--amend", "--message", "squashed");

        await _clone.LandAsync(PublishPolicy.Handoff);

        Assert.Single(_sandbox.Lines, TestRepository.LineOf(entry));
        Assert.Empty(_sandbox.Refs("refs/heads/timing-handoff/"));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task An_equal_row_of_another_run_does_not_stand_for_a_row_that_never_landed()
    {
        TestRepository other = _sandbox.Clone("other");
        JournalEntry theirs = other.Finish();
        await other.LandAsync();
        JournalEntry ours = _clone.Finish();
        string never = _clone.Git("commit-tree", "-m", "never pushed", "HEAD^{tree}").Trim();
        _clone.PhaseJournal.Attempted(ours, new Attempt("origin", _clone.Branch.Ref, [never], new string('1', 40)));

        await _clone.LandAsync();

        Assert.Equal(TestRepository.LineOf(theirs), TestRepository.LineOf(ours));
        Assert.Equal(2, _sandbox.Lines.Count(line => line == TestRepository.LineOf(ours)));
    }

    [SampledTheory]
    [InlineData("refs/heads/governance-registry")]
    [InlineData("refs/heads/timing-handoff/20260124T144327Z-ffffffffffffffff")]
    public async Task One_line_of_a_rewritten_history_stands_for_one_of_two_equal_rows(string reference)
    {
        string tip = _sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        JournalEntry landed = await LandedUnansweredAsync(PublishPolicy.Direct);
        JournalEntry never = _clone.Finish();
        _clone.PhaseJournal.Attempted(never,
            new Attempt("origin", reference, [new string('1', 40)], reference == _clone.Branch.Ref ? tip : null));
        Rewrite("commit", "--amend", "--message", "tidied up");

        // The first of two runs finds one row, and cannot bring the other one anywhere.
        _sandbox.Hook("pre-receive", "exit 1");
        await _clone.PublishAsync(PublishPolicy.Direct);
        JournalEntry left = Assert.Single(_clone.Journal);
        File.Delete(Path.Combine(_sandbox.Remote, "hooks", "pre-receive"));
        await _clone.LandAsync();
        await MergeAsync();

        Assert.Equal(TestRepository.LineOf(landed), TestRepository.LineOf(left));
        Assert.Equal(2, _sandbox.Lines.Count(line => line == TestRepository.LineOf(left)));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Two_lines_of_a_rewritten_history_stand_for_two_equal_rows()
    {
        JournalEntry[] entries = [_clone.Finish(), _clone.Finish()];
        await _clone.LandUnansweredAsync(PublishPolicy.Direct, entries);
        Rewrite("commit", "--amend", "--message", "tidied up");

        await _clone.LandAsync();

        Assert.Equal(2, _sandbox.Lines.Count(line => line == TestRepository.LineOf(entries[0])));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_line_that_stood_there_before_a_row_was_pushed_is_not_that_rows()
    {
        JournalEntry earlier = _clone.Finish();
        await _clone.LandAsync();
        string tip = _sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        JournalEntry never = _clone.Finish();
        _clone.PhaseJournal.Attempted(never, new Attempt("origin", _clone.Branch.Ref, [new string('1', 40)], tip));
        Rewrite("commit", "--amend", "--message", "tidied up");

        await _clone.LandAsync();

        Assert.Equal(2, _sandbox.Lines.Count(line => line == TestRepository.LineOf(earlier)));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_hundred_unanswered_rows_are_looked_up_at_once()
    {
        const int count = 100;
        string tip = _sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        for (int i = 0; i < count; i++)
        {
            // Half of them landed; of the others the commit is not even known.
            string commit = i % 2 == 0 ? tip : $"{i:x40}";
            _clone.PhaseJournal.Attempted(_clone.Finish(i), new Attempt("origin", _clone.Branch.Ref, [commit], tip));
        }

        await _clone.LandAsync();

        Assert.Equal(1 + (count / 2), _sandbox.Lines.Length);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Rows_that_were_on_their_way_to_a_remote_of_a_former_name_go_to_the_one_that_is_named_now()
    {
        JournalEntry landed = await LandedUnansweredAsync(PublishPolicy.Direct);
        JournalEntry waiting = _clone.Finish(7);
        _clone.PhaseJournal.Attempted(waiting, new Attempt("origin", _clone.Branch.Ref, [new string('3', 40)], null));
        _clone.Git("remote", "rename", "origin", "upstream");

        Publication publication =
            await new Publisher(_clone.Branch with { Remote = "upstream" }, _clone.PhaseJournal, TimeProvider.System, Assert.Fail)
            .PublishAsync(PublishPolicy.Direct, TestRepository.Budget, CancellationToken.None);

        Assert.Equal("", publication.Reason);
        Assert.Empty(_clone.Journal);
        Assert.Single(_sandbox.Lines, TestRepository.LineOf(landed));
        Assert.Single(_sandbox.Lines, TestRepository.LineOf(waiting));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Rows_that_were_on_their_way_to_a_branch_of_a_former_name_go_to_the_one_that_is_named_now()
    {
        JournalEntry landed = await LandedUnansweredAsync(PublishPolicy.Direct);
        JournalEntry waiting = _clone.Finish(7);
        _clone.PhaseJournal.Attempted(waiting, new Attempt("origin", _clone.Branch.Ref, [new string('3', 40)], new string('4', 40)));
        _sandbox.Git(_sandbox.Remote, "branch", "-m", GitSandbox.Branch, "renamed");

        Publication publication =
            await new Publisher(_clone.Branch with { Name = "renamed" }, _clone.PhaseJournal, TimeProvider.System, Assert.Fail)
            .PublishAsync(PublishPolicy.Direct, TestRepository.Budget, CancellationToken.None);

        Assert.Equal("", publication.Reason);
        Assert.Empty(_clone.Journal);
        Assert.Empty(_sandbox.Refs("refs/heads/" + GitSandbox.Branch));
        string lines = _sandbox.Show("renamed:" + GitSandbox.Csv);
        Assert.Single(lines.Split('\n'), TestRepository.LineOf(landed));
        Assert.Single(lines.Split('\n'), TestRepository.LineOf(waiting));
    }

    /// <summary>Publishes a row, and puts the journal back to where it was before the answer came.</summary>
    private async Task<JournalEntry> LandedUnansweredAsync(PublishPolicy policy)
    {
        JournalEntry entry = _clone.Finish();
        await _clone.LandUnansweredAsync(policy, entry);
        return entry;
    }

    private Task MergeAsync() =>
        new HandoffMerge(_clone.Branch, TimeProvider.System).RunAsync(TestRepository.Budget, CancellationToken.None);

    /// <summary>What a person does to the branch, and pushes by force.</summary>
    private void Rewrite(params string[] command)
    {
        string work = _sandbox.Path("person");
        _sandbox.Git(_sandbox.Path(), "clone", "--quiet", "--branch", GitSandbox.Branch, _sandbox.Remote, work);
        _sandbox.Git(work, command);
        _sandbox.Git(work, "push", "--quiet", "--force", "origin", "HEAD");
    }
}
