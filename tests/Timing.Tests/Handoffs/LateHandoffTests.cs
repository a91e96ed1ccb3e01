using BuildTiming.Handoffs;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

/// <summary>A handoff whose push arrives once more after it was merged.</summary>
public sealed class LateHandoffTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    [Trait("Turn", "a")]
    public async Task It_is_removed_without_a_second_row_and_others_are_merged()
    {
        _scene.Wait(1);
        await _scene.MergeAsync();
        _scene.Wait(1, 2);

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 1, 1), (report.Reason, report.Rows, report.Repeated));
        Assert.Equal([HandoffScene.Name(2)], report.Merged);
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(2)], _scene.Sandbox.Lines);
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Where_the_history_is_too_shallow_to_tell_it_is_left_in_place_and_others_are_merged()
    {
        _scene.Wait(1);
        await _scene.MergeAsync();
        _scene.Wait(2);
        await _scene.MergeAsync();
        TestRepository shallow = _scene.Sandbox.Clone("shallow", "--depth=1", "--no-single-branch", "--no-local");
        _scene.Wait(1, 3);

        HandoffReport report = await _scene.MergeAsync(shallow);
        HandoffReport full = await _scene.MergeAsync();

        Assert.Equal([HandoffScene.Name(3)], report.Merged);
        Assert.Contains("git fetch --unshallow origin", Assert.Single(report.Left).Reason, StringComparison.Ordinal);
        Assert.Equal(("", 0, 1), (full.Reason, full.Rows, full.Repeated));
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(2), HandoffScene.Line(3)], _scene.Sandbox.Lines);
        Assert.Empty(_scene.Waiting());
    }

    [SampledTheory]
    [InlineData("2026-01-24T14:43:27Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-03T00:00:00Z")]
    [InlineData("1970-02-03T00:00:00Z")]
    [InlineData("9999-12-31T00:00:00Z")]
    public async Task It_is_recognised_whatever_the_clock_was_that_it_was_recorded_by(string start)
    {
        string line = $"{start},{start},apply-persistent,dev,persistent,0,0,,0,0,0,x.log";
        (string, string, string) file = ("100644", GitSandbox.Csv, $"{TimingCsv.Header}\n{line}\n");
        _scene.Put(1, file);
        HandoffReport first = await _scene.MergeAsync();
        string tip = _scene.Sandbox.Git(_scene.Sandbox.Remote, "rev-parse", GitSandbox.Branch);
        _scene.Put(1, file);

        HandoffReport second = await _scene.MergeAsync();

        Assert.Equal(("", 1, "", 1), (first.Reason, first.Rows, second.Reason, second.Repeated));
        Assert.Equal(tip, _scene.Sandbox.Git(_scene.Sandbox.Remote, "rev-parse", GitSandbox.Branch));
        Assert.Equal([TimingCsv.Header, line], _scene.Sandbox.Lines);
        Assert.Empty(_scene.Waiting());
    }
}
