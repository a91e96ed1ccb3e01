using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

public sealed class DirectPublishTests() : PublishContract(PublishPolicy.Direct)
{
    [Fact]
    [Trait("Turn", "a")]
    public async Task A_row_that_landed_before_the_history_was_rewritten_is_not_written_twice()
    {
        string tip = Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish(steps: Sample.Resource());
        await clone.PublishAsync(PublishPolicy.Direct);
        string commit = Commits(clone).Single();
        string squashed = Sandbox.Git(Sandbox.Remote, "commit-tree", "-m", "squashed", GitSandbox.Branch + "^{tree}").Trim();
        Sandbox.Git(Sandbox.Remote, "update-ref", "refs/heads/" + GitSandbox.Branch, squashed);
        var journal = new PhaseJournal(clone.PhaseJournal.Folder);
        JournalEntry killed = journal.Finished(journal.Running(entry.Start, logFile: null), entry.Row!, entry.Steps);
        journal.Attempted(killed, new Attempt("origin", "refs/heads/" + GitSandbox.Branch, [commit], tip));

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], Sandbox.Lines);
        Assert.Equal(TestRepository.StepFileOf(entry), Sandbox.Show($"{GitSandbox.Branch}:{RegistryPath.StepsOf("development")}"));
    }

    protected override string Destination(TestRepository clone) => Sandbox.Remote;

    protected override string[][] Landed(TestRepository clone, string environment) => [LinesAt(clone, GitSandbox.Branch, environment)];

    protected override string[] Commits(TestRepository clone) =>
        Git(clone, "log", "--grep=^chore(registry)", "--format=%H", GitSandbox.Branch).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private protected override Attempt AttemptOf(JournalEntry entry, string commit) =>
        new("origin", "refs/heads/" + GitSandbox.Branch, [commit], Base: null);
}
