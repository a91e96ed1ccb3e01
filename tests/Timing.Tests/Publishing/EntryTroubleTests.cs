using System.Text.Json.Nodes;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>One entry of the journal that cannot move does not hold up the others.</summary>
public sealed class EntryTroubleTests : IDisposable
{
    private const int Limit = 64 * 1024;

    private readonly GitSandbox _sandbox = new();
    private readonly TestRepository _clone;

    public EntryTroubleTests() => _clone = _sandbox.Clone();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [Trait("Turn", "a")]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    [InlineData(PublishPolicy.None)]
    public async Task An_entry_at_its_limit_stays_and_all_others_go(PublishPolicy policy)
    {
        _clone.Finish(seconds: 1);
        JournalEntry full = _clone.Finish(seconds: 2);
        _clone.Finish(seconds: 3);
        Fill(full);

        Publication publication = await _clone.PublishAsync(policy);

        Assert.Equal([1L, 3L], publication.Published.Select(filed => filed.Row.DurationSeconds));
        Assert.Equal([2L], publication.Kept.Select(filed => filed.Row.DurationSeconds));
        Assert.Contains(full.RunId, publication.Reason);
        Assert.Equal(full.RunId, Assert.Single(_clone.Journal).RunId);
    }

    [Fact]
    public async Task An_attempted_entry_at_its_limit_does_not_hold_up_new_ones()
    {
        await _clone.LandAsync();
        JournalEntry full = _clone.Finish(seconds: 1);
        full = _clone.PhaseJournal.Attempted(full, new Attempt("origin", "refs/heads/" + GitSandbox.Branch, [new string('a', 40)], null));
        Fill(full);
        _clone.Finish(seconds: 2);

        Publication publication = await _clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal([2L], publication.Published.Select(filed => filed.Row.DurationSeconds));
        Assert.Equal(full.RunId, Assert.Single(_clone.Journal).RunId);
    }

    [Fact]
    public async Task A_thousand_pushes_of_unknown_outcome_do_not_fill_an_entry()
    {
        JournalEntry entry = _clone.Finish();
        string[] commits = [.. Enumerable.Range(1, 1200).Select(number => number.ToString("x40", null))];
        _clone.PhaseJournal.Attempted(entry, new Attempt("origin", "refs/heads/" + GitSandbox.Branch, commits, null));

        await _clone.LandAsync();

        Assert.Equal(TestRepository.LineOf(entry), _sandbox.Lines[^1]);
    }

    [Fact]
    public async Task What_stands_in_the_users_own_folder_is_published_with_the_rest_and_what_stands_in_both_once()
    {
        var own = new PhaseJournal(_sandbox.Path("state", "journal"));
        var journal = new PhaseJournal(_clone.PhaseJournal.Folder, own);
        _clone.Finish(seconds: 1);
        JournalEntry apart = own.Running(Sample.Start(), logFile: null);
        own.Finished(apart, apart.Row(seconds: 2));
        JournalEntry both = journal.Running(Sample.Start(), logFile: null);
        JournalEntry ended = new PhaseJournal(own.Folder).Running(both.Start, logFile: null);
        new PhaseJournal(own.Folder).Finished(ended, ended.Row(seconds: 3));

        Publication publication = await new Publisher(_clone.Branch, journal, TimeProvider.System, Assert.Fail)
            .PublishAsync(PublishPolicy.Direct, TestRepository.Budget, CancellationToken.None);

        Assert.Equal("", publication.Reason);
        Assert.Equal([1L, 2L, 3L], publication.Published.Select(filed => filed.Row.DurationSeconds).Order());
        Assert.Equal(3, _sandbox.Lines.Length - 1);
        Assert.Empty(_clone.Journal);
        Assert.Empty(own.Entries(Assert.Fail));
    }

    /// <summary>What a newer host has added takes the entry to its limit: it can be read, and not a byte can be added.</summary>
    private void Fill(JournalEntry entry)
    {
        string file = Path.Combine(_clone.PhaseJournal.Folder, entry.RunId + ".json");
        JsonNode root = JsonNode.Parse(File.ReadAllText(file))!;
        root["filling"] = "";
        root["filling"] = new string('x', Limit - root.ToJsonString().Length);
        File.WriteAllText(file, root.ToJsonString());
        Assert.Equal(Limit, new FileInfo(file).Length);
    }
}
