using BuildTiming.Handoffs;
using BuildTiming.Rows;
using Tests.Shared.Facts;

namespace Timing.Tests.Handoffs;

/// <summary>A remote that refuses the merge leaves everything as it was, and says why.</summary>
public sealed class HandoffRefusalTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public HandoffRefusalTests()
    {
        _scene.Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(9)));
        _scene.Wait(1, 2);
    }

    public void Dispose() => _scene.Dispose();

    [SampledTheory]
    [InlineData("update", "case $1 in *registry) echo 'no rows' >&2; exit 1;; esac", "(hook declined); no rows")]
    [InlineData("pre-receive", "echo 'no rows on Fridays' >&2; exit 1", "(pre-receive hook declined); no rows on Fridays")]
    public async Task A_hook_that_refuses_one_of_the_refs(string hook, string script, string reason)
    {
        _scene.Sandbox.Hook(hook, script);
        await RefusedAsync(reason);
    }

    [SampledTheory]
    [InlineData("update", "case $1 in *0e) echo 'stays here' >&2; exit 1;; esac", "(hook declined); stays here")]
    [InlineData("pre-receive", "! grep -q 0e$ || { echo 'stays here' >&2; exit 1; }", "(pre-receive hook declined); stays here")]
    public async Task A_hook_that_keeps_one_handoff_holds_up_no_other(string hook, string script, string reason)
    {
        _scene.Wait([.. Enumerable.Range(10, 5)]);
        _scene.Sandbox.Hook(hook, script);

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 6), (report.Reason, report.Rows));
        HandoffProblem left = Assert.Single(report.Left);
        Assert.Equal((HandoffScene.Name(14), true), (left.Name, left.Reason.Contains(reason, StringComparison.Ordinal)));
        Assert.Equal([HandoffScene.Name(14)], _scene.Waiting());
        int[] merged = [9, 1, 2, .. Enumerable.Range(10, 5).Where(number => number != 14)];
        Assert.Equal(merged.Select(number => HandoffScene.Line(number)).Order(), _scene.Sandbox.Lines[1..].Order());
    }

    [SampledTheory]
    [InlineData(2, 2)]
    [InlineData(6, 2)]
    [InlineData(6, 6)]
    public async Task Handoffs_whose_objects_are_damaged_hold_up_no_other(int count, int damaged)
    {
        _scene.Wait([.. Enumerable.Range(10, count)]);
        for (int number = 10; number < 10 + damaged; number++)
        {
            string id = _scene.Sandbox.Git(_scene.Sandbox.Remote, "rev-parse", $"{HandoffScene.Name(number)}:{GitSandbox.Csv}").Trim();
            string file = Path.Combine(_scene.Sandbox.Remote, "objects", id[..2], id[2..]);
            File.Delete(file);
            await File.WriteAllTextAsync(file, "damaged");
        }

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(2 + count - damaged, report.Rows);
        Assert.Equal(damaged, _scene.Waiting().Length);
        Assert.True(report.Left.Count == damaged || report.Reason.Length > 0, report.Reason);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_setting_that_refuses()
    {
        _scene.Sandbox.Git(_scene.Sandbox.Remote, "config", "receive.denyDeletes", "true");
        await RefusedAsync("(deletion prohibited)");
    }

    /// <summary>Git's server leaves a hidden ref out of an atomic push, and goes on with the others.</summary>
    [SampledTheory]
    [InlineData("receive.hideRefs")]
    [InlineData("transfer.hideRefs")]
    public async Task A_branch_that_the_remote_hides_costs_no_handoff(string setting)
    {
        _scene.Sandbox.Git(_scene.Sandbox.Remote, "config", setting, "refs/heads/" + GitSandbox.Branch);
        await RefusedAsync("(deny updating a hidden ref)");
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_file_of_the_registry_that_takes_no_rows_holds_up_no_other()
    {
        _scene.Sandbox.Seed(GitSandbox.Branch, (HandoffScene.Csv("staging") + "/file", "in the way\n"));
        _scene.Put(3, ("100644", HandoffScene.Csv("staging"), $"{TimingCsv.Header}\n{HandoffScene.Line(3, "staging")}\n"));

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 2), (report.Reason, report.Rows));
        HandoffProblem left = Assert.Single(report.Left);
        Assert.Equal((HandoffScene.Name(3), true),
            (left.Name, left.Reason.Contains("is a folder: remove it from that branch", StringComparison.Ordinal)));
        Assert.Equal([HandoffScene.Name(3)], _scene.Waiting());
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(9), HandoffScene.Line(1), HandoffScene.Line(2)], _scene.Sandbox.Lines);
    }

    private async Task RefusedAsync(string reason)
    {
        string before = _scene.RemoteState();
        string here = _scene.Clone.State();

        HandoffReport report = await _scene.MergeAsync();

        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Empty(report.Merged);
        Assert.Equal(before, _scene.RemoteState());
        Assert.Equal(here, _scene.Clone.State());
    }
}
