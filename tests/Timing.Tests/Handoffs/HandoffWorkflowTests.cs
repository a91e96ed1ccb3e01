using BuildTiming.Handoffs;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

/// <summary>A handoff carries the workflow by which CI merges it.</summary>
public sealed class HandoffWorkflowTests : IDisposable
{
    private const string Workflow = ".github/workflows/registry-handoffs.yml";

    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private GitSandbox Sandbox => _scene.Sandbox;

    [SampledTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handoff_carries_the_copy_of_the_default_branch_and_merges(bool hasWorkflow)
    {
        if (hasWorkflow) Sandbox.Seed("main", (Workflow, "on: push\n"), (".github/workflows/other.yml", "other\n"));
        TestRepository clone = _scene.Clone;
        string line = TestRepository.LineOf(clone.Finish());

        await clone.PublishAsync(PublishPolicy.Handoff);

        string[] files = Sandbox.Git(Sandbox.Remote, "ls-tree", "-r", "--name-only", _scene.Waiting().Single())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(hasWorkflow ? [Workflow, GitSandbox.Csv] : [GitSandbox.Csv], files);
        if (hasWorkflow) Assert.Equal("on: push\n", Sandbox.Show($"{_scene.Waiting().Single()}:{Workflow}"));
        await MergedAsync(line);
    }

    [SampledTheory]
    [InlineData("100644", "another copy")]
    [InlineData("100755", "another copy")]
    [InlineData("120000", "/etc/passwd")]
    public async Task A_copy_that_differs_is_not_taken_over(string mode, string content)
    {
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));
        _scene.Put(1, ("100644", GitSandbox.Csv, HandoffScene.File(1)), (mode, Workflow, content));
        await MergedAsync(HandoffScene.Line(1));
    }

    [Fact]
    public async Task It_is_found_from_a_platform_root_in_a_subfolder()
    {
        Sandbox.Seed("main", (Workflow, "on: push\n"), ("platform/main.tf", "terraform {}\n"));
        var platform = new TestRepository(Sandbox, Path.Combine(_scene.Clone.Folder, "platform"));
        platform.Finish();

        await platform.LandAsync(PublishPolicy.Handoff);

        Assert.Equal("on: push\n", Sandbox.Show($"{_scene.Waiting().Single()}:{Workflow}"));
        Assert.Empty(platform.Warnings);
    }

    [SampledTheory]
    [InlineData("readme.txt", "MergeHandoffs",
        "Nothing is known to merge the handed-off rows: the default branch of origin has no " + Workflow)]
    [InlineData(".github/workflows/ci.yml", "run: make test", "Nothing is known to merge the handed-off rows: ")]
    [InlineData(".gitlab-ci.yml", "script: exec ./build.sh --target=MergeHandoffs", null)]
    [InlineData(".github/workflows/nightly.yml", "run: exec ./build.sh --target=MergeHandoffs", null)]
    public async Task Where_nothing_is_known_to_merge_a_handoff_the_run_says_so_once(string path, string content, string? warning)
    {
        Sandbox.Seed("main", (path, content + "\n"));
        var platform = new TestRepository(Sandbox, Directory.CreateDirectory(Path.Combine(_scene.Clone.Folder, "platform")).FullName);
        platform.Finish();

        await platform.LandAsync(PublishPolicy.Handoff);

        Assert.Equal(warning is null ? 0 : 1, platform.Warnings.Count);
        if (warning is not null) Assert.StartsWith(warning, platform.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_default_branch_is_not_known_the_run_says_how_to_make_it_known()
    {
        Sandbox.Seed("main", (Workflow, "on: push\n"));
        TestRepository clone = _scene.Clone;
        clone.Git("remote", "set-head", "origin", "--delete");
        clone.Finish();

        await clone.LandAsync(PublishPolicy.Handoff);

        Assert.EndsWith("To make it known: git remote set-head origin --auto", clone.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_handoff_that_is_refused_for_its_workflow_goes_again_without_it()
    {
        Sandbox.Seed("main", (Workflow, "on: push\n"));
        Sandbox.Hook("update",
            $"git ls-tree -r --name-only $3 | grep -q {Workflow} || exit 0; echo 'refusing to allow it without `workflow` scope' >&2; "
            + "exit 1");
        TestRepository clone = _scene.Clone;
        string line = TestRepository.LineOf(clone.Finish());

        await clone.LandAsync(PublishPolicy.Handoff);

        string warning = Assert.Single(clone.Warnings);
        Assert.Matches(@"refusing to allow it without `workflow` scope.*\); they went without it", warning);
        Assert.Equal(GitSandbox.Csv, Sandbox.Git(Sandbox.Remote, "ls-tree", "-r", "--name-only", _scene.Waiting().Single()).Trim());
        await MergedAsync(line);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_remote_that_refuses_every_handoff_is_asked_twice_and_the_rows_are_free_to_go_elsewhere()
    {
        Sandbox.Seed("main", (Workflow, "on: push\n"));
        Sandbox.Hook("update", $"echo once >>{Sandbox.Path("asked")}; exit 1");
        TestRepository clone = _scene.Clone;
        clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.Handoff);

        Assert.Contains("hook declined", publication.Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Sandbox.Path("asked"))).Length);
        Assert.Null(Assert.Single(clone.Journal).Attempt);
        Assert.Empty(clone.Warnings);
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
