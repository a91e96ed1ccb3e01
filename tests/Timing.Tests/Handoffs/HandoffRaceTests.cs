using BuildTiming.Handoffs;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

/// <summary>Others write to the remote between the moment at which a merge reads and the one at which it pushes.</summary>
public sealed class HandoffRaceTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private GitSandbox Sandbox => _scene.Sandbox;

    [SampledTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_direct_writer_that_is_first_costs_a_repetition_and_no_row(bool whileGitPushes)
    {
        string tip = Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(7)));
        string rival = Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(7, 8)));
        Sandbox.Git(Sandbox.Remote, "update-ref", "refs/heads/" + GitSandbox.Branch, tip);
        _scene.Wait(1, 2);
        Interpose($"update-ref refs/heads/{GitSandbox.Branch} {rival}", whileGitPushes);

        await MergedAsync(2);

        Assert.Equal(HandoffScene.File(7, 8, 1, 2), Sandbox.Show($"{GitSandbox.Branch}:{GitSandbox.Csv}"));
        Assert.Equal(rival, Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch + "^").Trim());
    }

    [SampledTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handoff_that_changes_is_merged_as_it_is_by_then(bool whileGitPushes)
    {
        string changed = _scene.Put(2, ("100644", GitSandbox.Csv, HandoffScene.File(2, 3)));
        _scene.Wait(1, 2);
        Interpose($"update-ref refs/heads/{HandoffScene.Name(2)} {changed}", whileGitPushes);

        await MergedAsync(3);

        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(2), HandoffScene.Line(3)], Sandbox.Lines);
    }

    [SampledTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handoff_that_is_deleted_is_not_merged(bool whileGitPushes)
    {
        _scene.Wait(1, 2);
        Interpose($"update-ref -d refs/heads/{HandoffScene.Name(2)}", whileGitPushes);

        await MergedAsync(1);

        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1)], Sandbox.Lines);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Two_merges_at_once_merge_each_handoff_once()
    {
        int[] numbers = [.. Enumerable.Range(1, 20)];
        _scene.Wait(numbers);
        TestRepository other = Sandbox.Clone("other");

        HandoffReport[] reports = await Task.WhenAll(_scene.MergeAsync(), _scene.MergeAsync(other));

        Assert.All(reports, report => Assert.Equal(("", 0), (report.Reason, report.Left.Count)));
        Assert.Equal(numbers.Select(HandoffScene.Name), reports.SelectMany(report => report.Merged).Order(StringComparer.Ordinal));
        Assert.Equal(numbers.Select(number => HandoffScene.Line(number)).Prepend(TimingCsv.Header), Sandbox.Lines);
        Assert.Empty(_scene.Waiting());
    }

    private async Task MergedAsync(int rows)
    {
        HandoffReport report = await _scene.MergeAsync();
        Assert.True(Directory.Exists(Sandbox.Path("interposed")));
        Assert.Equal(("", rows), (report.Reason, report.Rows));
        Assert.Empty(report.Left);
        Assert.Empty(_scene.Waiting());
    }

    /// <summary>
    /// Runs a git command on the remote, once: before git learns what the remote has, or after it has sent what is to become of that.
    /// </summary>
    private void Interpose(string command, bool whileGitPushes)
    {
        string once = $"mkdir {Sandbox.Path("interposed")} 2>&- && git --git-dir={Sandbox.Remote} {command}";
        if (whileGitPushes) Sandbox.Hook("update", once + "\nexit 0");
        else _scene.Clone.Git("config", "remote.origin.receivepack", Sandbox.Script("interposes", once + "\nexec git-receive-pack \"$@\""));
    }
}
