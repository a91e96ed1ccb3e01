using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>A remote with a registry branch, whatever happens to it, and what is to become of a row.</summary>
internal sealed class OutageScene : IDisposable
{
    public OutageScene() => Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    public GitSandbox Sandbox { get; } = new();

    public void Dispose() => Sandbox.Dispose();

    /// <summary>A row that could not be published stays in the journal, and the reason says why.</summary>
    public static async Task<JournalEntry> KeptAsync(TestRepository clone, PublishPolicy policy, string reason)
    {
        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(policy);
        Assert.Contains(reason, publication.Reason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Kept).Row);
        Assert.Single(clone.Journal);
        return entry;
    }

    /// <summary>Once the remote is well again, the row lands, and that once.</summary>
    public async Task LandsOnceAsync(TestRepository clone, JournalEntry entry)
    {
        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);
        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Single(Sandbox.Lines.Concat(HandoffLines()), TestRepository.LineOf(entry));
    }

    /// <summary>The lines of all handoffs that wait on the remote.</summary>
    public string[] HandoffLines() =>
        [.. Sandbox.Refs("refs/heads/timing-handoff/")
            .SelectMany(reference => Sandbox.Show($"{reference}:{GitSandbox.Csv}").Split('\n'))];
}
