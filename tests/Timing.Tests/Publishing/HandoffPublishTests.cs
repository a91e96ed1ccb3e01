using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

public sealed class HandoffPublishTests() : PublishContract(PublishPolicy.Handoff)
{
    private const string Handoffs = "refs/heads/timing-handoff/";

    [Fact]
    [Trait("Turn", "a")]
    public async Task The_branch_is_named_by_the_first_run_and_has_no_history()
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        clone.Finish(6);

        Publication publication = await clone.PublishAsync(PublishPolicy.Handoff);

        Assert.Equal([Handoffs + entry.RunId], Sandbox.Refs(Handoffs));
        Assert.Equal("origin/timing-handoff/" + entry.RunId, publication.Destination);
        Assert.Equal("1", Sandbox.Git(Sandbox.Remote, "rev-list", "--count", Handoffs + entry.RunId).Trim());
        Assert.Equal([TimingCsv.Header], Sandbox.Lines);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_handoff_that_was_merged_and_deleted_before_its_answer_came_is_not_handed_over_again()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        await clone.PublishAsync(PublishPolicy.Handoff);
        string commit = Commits(clone).Single();
        HandoffReport merge = await new HandoffMerge(clone.Branch, TimeProvider.System)
            .RunAsync(TestRepository.Budget, CancellationToken.None);
        Assert.Equal("", merge.Reason);
        Assert.Empty(Sandbox.Refs(Handoffs));
        var journal = new PhaseJournal(clone.PhaseJournal.Folder);
        JournalEntry killed = journal.Finished(journal.Running(entry.Start, logFile: null), entry.Row!);
        journal.Attempted(killed, AttemptOf(entry, commit));

        Publication publication = await clone.PublishAsync(PublishPolicy.Handoff);

        Assert.Equal("", publication.Reason);
        Assert.Empty(Sandbox.Refs(Handoffs));
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], Sandbox.Lines);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Rows_that_may_have_been_handed_over_go_there_again_whatever_the_policy_is_by_then()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        clone.PhaseJournal.Attempted(entry, AttemptOf(entry, clone.Git("rev-parse", "HEAD").Trim()));
        clone.Finish(6);

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal("", publication.Reason);
        Assert.Equal(3, Sandbox.Lines.Length);
        string[] handoffs = Sandbox.Git(Sandbox.Remote, "log", "--format=%(trailers:key=Handoff,valueonly)", GitSandbox.Branch)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["timing-handoff/" + entry.RunId], handoffs);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Rows_that_are_too_many_for_one_handoff_are_divided_and_all_of_them_merge()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry[] entries = [.. Enumerable.Range(1, 40).Select(_ => Long(clone))];

        Publication publication = await clone.PublishAsync(PublishPolicy.Handoff);
        int handoffs = Sandbox.Refs(Handoffs).Length;
        HandoffReport merge = await new HandoffMerge(clone.Branch, TimeProvider.System)
            .RunAsync(TestRepository.Budget, CancellationToken.None);

        Assert.Equal(("", 40), (publication.Reason, publication.Published.Count));
        Assert.InRange(handoffs, 2, 4);
        Assert.Equal(("", handoffs, 40, 0), (merge.Reason, merge.Merged.Count, merge.Rows, merge.Left.Count));
        Assert.Equal([TimingCsv.Header, .. entries.Select(TestRepository.LineOf)], Sandbox.Lines);
        Assert.Single(clone.Warnings);
    }

    private static JournalEntry Long(TestRepository clone)
    {
        PhaseStart start = Sample.Start() with { LogPath = "logs/" + new string('x', 30_000) };
        JournalEntry entry = clone.PhaseJournal.Running(start, logFile: null);
        return clone.PhaseJournal.Finished(entry, entry.Row());
    }

    protected override string Destination(TestRepository clone) => Sandbox.Remote;

    protected override string[][] Landed(TestRepository clone, string environment) =>
        [.. Sandbox.Refs(Handoffs).Select(reference => LinesAt(clone, reference, environment))];

    protected override string[] Commits(TestRepository clone) =>
        [.. Sandbox.Refs(Handoffs)
            .SelectMany(reference => Git(clone, "rev-list", reference).Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private protected override Attempt AttemptOf(JournalEntry entry, string commit) =>
        new("origin", Handoffs + entry.RunId, [commit], Base: null);
}
