using BuildTiming.Handoffs;
using BuildTiming.Rows;

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

    [Theory]
    [InlineData("update", "case $1 in *02) echo 'stays here' >&2; exit 1;; esac", "(hook declined); stays here")]
    [InlineData("update", "case $1 in *registry) echo 'no rows' >&2; exit 1;; esac", "(hook declined); no rows")]
    [InlineData("pre-receive", "echo 'no rows on Fridays' >&2; exit 1", "(pre-receive hook declined); no rows on Fridays")]
    public async Task A_hook_that_refuses_one_of_the_refs(string hook, string script, string reason)
    {
        _scene.Sandbox.Hook(hook, script);
        await RefusedAsync(reason);
    }

    [Fact]
    public async Task A_setting_that_refuses()
    {
        _scene.Sandbox.Git(_scene.Sandbox.Remote, "config", "receive.denyDeletes", "true");
        await RefusedAsync("(deletion prohibited)");
    }

    [Fact]
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
