using System.Text.Json.Nodes;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>A handoff's name stands for the rows that it holds, also where one of a batch could not go with the others.</summary>
public sealed class WithheldHandoffTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly TestRepository _clone;

    public WithheldHandoffTests() => _clone = _sandbox.Clone();

    public void Dispose() => _sandbox.Dispose();

    [SampledTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_first_row_that_could_not_go_with_the_others_goes_later(bool isMergedBetween)
    {
        await _clone.LandAsync();
        JournalEntry first = _clone.Finish(seconds: 1);
        _clone.Finish(seconds: 2);
        string entry = Path.Combine(_clone.PhaseJournal.Folder, first.RunId + ".json");
        string text = File.ReadAllText(entry);
        Fill(entry);
        Publication others = await _clone.PublishAsync(PublishPolicy.Handoff);
        Assert.DoesNotContain(first.RunId, others.Destination);
        if (isMergedBetween) await MergeAsync();
        File.WriteAllText(entry, text);

        Publication publication = await _clone.PublishAsync(PublishPolicy.Handoff);
        await MergeAsync();

        Assert.Equal([1L], publication.Published.Select(filed => filed.Row.DurationSeconds));
        Assert.Empty(_clone.Journal);
        Assert.Equal(2, _sandbox.Lines.Length - 1);
        Assert.Contains(TestRepository.LineOf(first), _sandbox.Lines);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Rows_whose_handoff_may_still_arrive_stay_together()
    {
        await _clone.LandAsync();
        JournalEntry[] entries = [_clone.Finish(seconds: 1), _clone.Finish(seconds: 2)];
        var attempt = new Attempt("origin", "refs/heads/timing-handoff/" + entries[0].RunId, [new string('a', 40)], Base: null);
        foreach (JournalEntry entry in entries) _clone.PhaseJournal.Attempted(entry, attempt);
        string file = Path.Combine(_clone.PhaseJournal.Folder, entries[0].RunId + ".json");
        string text = File.ReadAllText(file);
        Fill(file);

        Publication kept = await _clone.PublishAsync(PublishPolicy.Handoff);
        File.WriteAllText(file, text);
        await _clone.LandAsync(PublishPolicy.Handoff);
        await MergeAsync();

        Assert.Equal(2, kept.Kept.Count);
        Assert.Contains(entries[0].RunId, kept.Reason);
        Assert.Equal(entries.Select(TestRepository.LineOf), _sandbox.Lines[1..]);
    }

    private Task MergeAsync() =>
        new HandoffMerge(_clone.Branch, TimeProvider.System).RunAsync(TestRepository.Budget, CancellationToken.None);

    /// <summary>Not a byte can be added to the entry.</summary>
    private static void Fill(string file)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(file))!;
        root["filling"] = "";
        root["filling"] = new string('x', (64 * 1024) - root.ToJsonString().Length);
        File.WriteAllText(file, root.ToJsonString());
    }
}
