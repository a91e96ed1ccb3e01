using System.Text.RegularExpressions;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>What every publish policy keeps, wherever it brings the rows.</summary>
public abstract class PublishContract(PublishPolicy policy) : PolicyScene
{
    [Fact]
    public async Task Rows_and_their_steps_land_once_and_the_journal_is_empty_afterwards()
    {
        TestRepository clone = Sandbox.Clone();
        // Two runs whose rows are equal.
        JournalEntry[] entries = [clone.Finish(steps: [Sample.Resource(1), Sample.Resource(2)]), clone.Finish(steps: Sample.Resource(3))];

        Publication publication = await clone.PublishAsync(policy);
        Publication again = await clone.PublishAsync(policy);

        Assert.Equal("", publication.Reason);
        Assert.Equal(entries.Select(entry => entry.Row), publication.Published.Select(filed => filed.Row));
        Assert.True(publication.IsComplete);
        Assert.Empty(clone.Journal);
        Assert.Equal(Publication.Nothing, again);
        Assert.Equal([TimingCsv.Header, .. entries.Select(TestRepository.LineOf)], Landed(clone, "development").Single());
        Assert.Equal(TestRepository.StepFileOf(entries), StepFile(clone, "development"));
    }

    [Fact]
    public async Task Several_environments_go_into_one_commit()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry dev = clone.Finish(1);
        JournalEntry second = clone.Finish(2, "bootstrap-persistent");
        // Last, as git lists its file last: a handoff tells its rows in the order of its files.
        JournalEntry staging = clone.Finish(3, "bootstrap-persistent", "staging");

        await clone.PublishAsync(policy);

        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(dev), TestRepository.LineOf(second)], Landed(clone, "development").Single());
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(staging)], Landed(clone, "staging").Single());
        Assert.Single(Commits(clone));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Registry", "commit_message.txt")),
            Regex.Replace(Git(clone, "log", "-1", "--format=%B", Commits(clone).Single())
                .TrimEnd('\n') + "\n", "(?m)^Run: .*$", "Run: <run id>"));
        Assert.Equal(
            new[] { dev, second, staging }.Select(entry => entry.RunId),
            Git(clone, "log", "-1", "--format=%(trailers:key=Run,valueonly)", Commits(clone).Single())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_commit_is_by_the_configured_identity()
    {
        TestRepository clone = Sandbox.Clone();
        clone.Finish();

        await clone.PublishAsync(policy);

        Assert.Equal("Dev Eloper <dev@example.org> Dev Eloper <dev@example.org>", Identity(clone));
    }

    [Theory]
    [InlineData(null, "build-timing <build-timing@localhost>")]
    [InlineData("true", "github-actions[bot] <github-actions[bot]@users.noreply.github.com>")]
    public async Task Without_an_identity_the_commit_is_by_the_tool_or_the_CI_system(string? gitHubActions, string expected)
    {
        TestRepository clone = Sandbox.Clone();
        await File.WriteAllTextAsync(Sandbox.Path("gitconfig"), "");
        Sandbox.Environment["GITHUB_ACTIONS"] = gitHubActions;
        clone.Finish();

        await clone.PublishAsync(policy);

        Assert.Equal($"{expected} {expected}", Identity(clone));
    }

    [Fact]
    public async Task Nothing_but_the_destination_changes()
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        TestRepository clone = Sandbox.Clone();
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, "readme.txt"), "stashed\n");
        clone.Git("stash");
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, "staged.txt"), "staged\n");
        clone.Git("add", "staged.txt");
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, "readme.txt"), "changed\n");
        Directory.CreateDirectory(Path.Combine(clone.Folder, "environments/development/latest"));
        await File.WriteAllTextAsync(Path.Combine(clone.Folder, GitSandbox.Csv), "untracked\n");
        string before = clone.State();
        clone.Finish();

        Publication publication = await clone.PublishAsync(policy);

        Assert.True(publication.IsComplete, publication.Reason);
        Assert.Equal(before, clone.State());
        Assert.Empty(Sandbox.Refs("refs/build-timing"));
        Assert.Empty(clone.Leftovers());
    }

    [Fact]
    public async Task Two_equal_rows_of_two_runs_are_two_rows()
    {
        TestRepository clone = Sandbox.Clone();
        string line = TestRepository.LineOf(clone.Finish());
        clone.Finish();
        await clone.PublishAsync(policy);
        clone.Finish();
        await clone.PublishAsync(policy);

        Assert.Equal(3, Landed(clone, "development").SelectMany(lines => lines).Count(landed => landed == line));
    }

    [Fact]
    public async Task A_row_whose_push_landed_before_the_process_was_killed_is_not_written_twice()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        await clone.PublishAsync(policy);
        var journal = new PhaseJournal(clone.PhaseJournal.Folder);
        JournalEntry killed = journal.Finished(journal.Running(entry.Start, logFile: null), entry.Row!);
        journal.Attempted(killed, AttemptOf(entry, Commits(clone).Single()));

        JournalEntry fresh = clone.Finish(99);
        Publication publication = await clone.PublishAsync(policy);

        Assert.True(publication.IsComplete, publication.Reason);
        string[] landed = [.. Landed(clone, "development").SelectMany(lines => lines)];
        Assert.Single(landed, TestRepository.LineOf(entry));
        Assert.Single(landed, TestRepository.LineOf(fresh));
    }

    [Fact]
    public async Task A_row_whose_push_did_not_land_before_the_process_was_killed_is_published()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        string commit = clone.Git("commit-tree", "-m", "never pushed", "HEAD^{tree}").Trim();
        clone.PhaseJournal.Attempted(entry, AttemptOf(entry, commit));

        Publication publication = await clone.PublishAsync(policy);

        Assert.True(publication.IsComplete, publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Single(Landed(clone, "development").SelectMany(lines => lines), TestRepository.LineOf(entry));
    }

    [Fact]
    public async Task A_row_that_cannot_be_written_does_not_hold_up_the_others()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry good = clone.Finish();
        JournalEntry bad = clone.PhaseJournal.Running(Sample.Start() with { LogPath = "a,b.log" }, logFile: null);
        bad = clone.PhaseJournal.Finished(bad, bad.Row());
        JournalEntry nowhere = clone.Finish(7, environment: "no/folder");

        Publication publication = await clone.PublishAsync(policy);

        Assert.Equal(good.Row, Assert.Single(publication.Published).Row);
        Assert.Equal(new[] { bad.RunId, nowhere.RunId }.Order(StringComparer.Ordinal), clone.Journal.Select(entry => entry.RunId));
        Assert.Contains("log_path holds U+002C", publication.Reason, StringComparison.Ordinal);
        Assert.Contains("'no/folder' is not the name of a folder", publication.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_another_process_longer_than_the_budget_keeps_the_rows()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        using (PublishLock.TryAcquire(clone.PhaseJournal))
        {
            Publication publication = await clone.PublishAsync(policy, TimeSpan.FromMilliseconds(100));
            Assert.Equal("it was not done within 0.1 s; another process was publishing this journal's rows", publication.Reason);
            Assert.Equal(entry.Row, Assert.Single(publication.Kept).Row);
        }

        Assert.True((await clone.PublishAsync(policy)).IsComplete);
        Assert.Single(Landed(clone, "development").SelectMany(lines => lines), TestRepository.LineOf(entry));
    }

    [Fact]
    public async Task An_interrupted_run_keeps_its_rows()
    {
        TestRepository clone = Sandbox.Clone();
        clone.Finish();

        Publication publication = await clone.PublishAsync(policy, cancellation: new CancellationToken(canceled: true));

        Assert.StartsWith("the run was interrupted", publication.Reason, StringComparison.Ordinal);
        Assert.Single(clone.Journal);
    }

    private string Identity(TestRepository clone) =>
        Git(clone, "log", "-1", "--format=%an <%ae> %cn <%ce>", Commits(clone).Single()).Trim();
}
