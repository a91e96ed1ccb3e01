using BuildTiming.Handoffs;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

/// <summary>A handoff carries the workflow by which CI merges it.</summary>
public sealed class HandoffWorkflowTests : IDisposable
{
    private const string Workflow = ".github/workflows/registry-handoffs.yml";

    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private GitSandbox Sandbox => _scene.Sandbox;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handoff_carries_the_copy_of_the_default_branch_and_merges(bool hasWorkflow)
    {
        if (hasWorkflow) Sandbox.Seed("main", (Workflow, "on: push\n"), (".github/workflows/other.yml", "other\n"));
        TestRepository clone = _scene.Clone;
        string line = TestRepository.LineOf(clone.Finish());

        await clone.PublishAsync(PublishPolicy.Handoff);

        string[] files = Sandbox.Git(Sandbox.Remote, "ls-tree", "-r", "--name-only", _scene.Waiting().Single()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(hasWorkflow ? [Workflow, GitSandbox.Csv] : [GitSandbox.Csv], files);
        if (hasWorkflow) Assert.Equal("on: push\n", Sandbox.Show($"{_scene.Waiting().Single()}:{Workflow}"));
        await MergedAsync(line);
    }

    [Theory]
    [InlineData("100644", "another copy")]
    [InlineData("100755", "another copy")]
    [InlineData("120000", "/etc/passwd")]
    public async Task A_copy_that_differs_is_not_taken_over(string mode, string content)
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        _scene.Put(1, ("100644", GitSandbox.Csv, HandoffScene.File(1)), (mode, Workflow, content));
        await MergedAsync(HandoffScene.Line(1));
    }

    private async Task MergedAsync(string line)
    {
        HandoffReport report = await _scene.MergeAsync();
        Assert.Equal(("", 1), (report.Reason, report.Rows));
        Assert.Empty(_scene.Waiting());
        Assert.Equal([TimingCsv.Header, line], Sandbox.Lines);
        Assert.Equal(GitSandbox.Csv, Sandbox.Git(Sandbox.Remote, "ls-tree", "-r", "--name-only", GitSandbox.Branch).Trim());
    }
}
