using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Timing.Tests.Git;

namespace Timing.Tests.Handoffs;

public sealed class HandoffMergeTests : IDisposable
{
    private readonly HandoffScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private GitSandbox Sandbox => _scene.Sandbox;

    [Fact]
    public async Task The_rows_of_several_handoffs_land_in_one_commit_and_the_handoffs_are_gone()
    {
        string tip = Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(9)));
        _scene.Wait(2);
        _scene.Put(1,
            ("100644", GitSandbox.Csv, HandoffScene.File(1)),
            ("100644", HandoffScene.Csv("staging"), $"{TimingCsv.Header}\n{HandoffScene.Line(3, "staging")}\n"));
        string before = _scene.Clone.State();

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 3, 0), (report.Reason, report.Rows, report.Repeated));
        Assert.Equal([HandoffScene.Name(1), HandoffScene.Name(2)], report.Merged);
        Assert.Empty(report.Left);
        Assert.Empty(_scene.Waiting());
        Assert.Equal(HandoffScene.File(9, 1, 2), Sandbox.Show($"{GitSandbox.Branch}:{GitSandbox.Csv}"));
        Assert.Equal($"{TimingCsv.Header}\n{HandoffScene.Line(3, "staging")}\n",
            Sandbox.Show($"{GitSandbox.Branch}:{HandoffScene.Csv("staging")}"));
        Assert.Equal(tip, Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch + "^").Trim());
        Assert.Equal(before, _scene.Clone.State());
        Assert.Empty(_scene.Clone.Leftovers());
        Assert.Contains("garbage: 0\n", _scene.Clone.Git("count-objects", "-v"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Steps_are_merged_with_their_rows_behind_those_that_are_there()
    {
        string steps = RegistryPath.StepsOf("development");
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, HandoffScene.File(9)), (steps, HandoffScene.StepFile(9)));
        // Two runs that began in the same second: the steps of both are there, and none of them twice.
        _scene.Put(1, ("100644", GitSandbox.Csv, HandoffScene.File(1, 1)), ("100644", steps, HandoffScene.StepFile(1, 1)));
        _scene.Wait(2);
        _scene.Put(3, ("100644", GitSandbox.Csv, HandoffScene.File(3)), ("100644", steps, HandoffScene.StepFile(3)));

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 4), (report.Reason, report.Rows));
        Assert.Equal(HandoffScene.File(9, 1, 1, 2, 3), Sandbox.Show($"{GitSandbox.Branch}:{GitSandbox.Csv}"));
        Assert.Equal(HandoffScene.StepFile(9, 1, 1, 3), Sandbox.Show($"{GitSandbox.Branch}:{steps}"));
    }

    [Fact]
    public async Task The_message_tells_each_row_and_names_each_handoff()
    {
        _scene.Wait(1, 2);
        await _scene.MergeAsync();

        const string log = "Log: logs/build-timings/apply-persistent-dev-persistent-20260124T144327Z.log";
        Assert.Equal(
            $"""
            chore(registry): record apply-persistent for dev build persistent

            Duration: 1s
            Exit Code: 0
            Resources: +1 ~2 -3
            {log}

            Duration: 2s
            Exit Code: 0
            Resources: +1 ~2 -3
            {log}

            Run: {HandoffScene.Run(1)}
            Run: {HandoffScene.Run(2)}
            Handoff: {HandoffScene.Name(1)}
            Handoff: {HandoffScene.Name(2)}
            """,
            Sandbox.Git(Sandbox.Remote, "log", "-1", "--format=%B", GitSandbox.Branch).Trim());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task The_message_names_the_run_of_each_row()
    {
        TestRepository clone = _scene.Clone;
        JournalEntry[] entries = [clone.Finish(1, environment: "staging"), clone.Finish(2), clone.Finish(3, environment: "staging")];
        await clone.LandAsync(PublishPolicy.Handoff);

        await _scene.MergeAsync();

        Assert.Equal(
            $"{entries[1].RunId}\n{entries[0].RunId}\n{entries[2].RunId}",
            Sandbox.Git(Sandbox.Remote, "log", "-1", "--format=%(trailers:key=Run,valueonly)", GitSandbox.Branch).Trim());
        Assert.EndsWith(
            $"Run: {entries[2].RunId}\nHandoff: timing-handoff/{entries[0].RunId}",
            Sandbox.Git(Sandbox.Remote, "log", "-1", "--format=%B", GitSandbox.Branch).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_remote_has_no_registry_branch_it_starts_with_the_rows()
    {
        _scene.Wait(1);
        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal("", report.Reason);
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1)], Sandbox.Lines);
        Assert.Equal(1, _scene.Commits());
        Assert.Empty(_scene.Waiting());
    }

    [Fact]
    public async Task Where_nothing_waits_nothing_happens()
    {
        string before = _scene.RemoteState();
        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 0, 0), (report.Reason, report.Merged.Count, report.Left.Count));
        Assert.Equal(before, _scene.RemoteState());
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Hundreds_of_handoffs_are_merged_by_one_run()
    {
        const int count = 501;
        int[] numbers = [.. Enumerable.Range(1, count)];
        _scene.Wait(numbers);

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", count, count), (report.Reason, report.Merged.Count, report.Rows));
        Assert.Empty(_scene.Waiting());
        Assert.Equal(numbers.Select(number => HandoffScene.Line(number)).Prepend(TimingCsv.Header), Sandbox.Lines);
        Assert.Equal(2, _scene.Commits());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Repositories_of_SHA_256_work()
    {
        using var scene = new HandoffScene("sha256");
        scene.Wait(1, 2);
        HandoffReport report = await scene.MergeAsync();

        Assert.Equal(("", 2), (report.Reason, report.Rows));
        Assert.Equal([TimingCsv.Header, HandoffScene.Line(1), HandoffScene.Line(2)], scene.Sandbox.Lines);
    }

    [Fact]
    public async Task A_mirror_does_not_move_or_delete_refs_here()
    {
        TestRepository clone = _scene.Clone;
        clone.Git("config", "remote.origin.fetch", "+refs/*:refs/*");
        clone.Git("config", "remote.origin.mirror", "true");
        clone.Git("branch", "only-here");
        Sandbox.Seed("main", ("newer.txt", "newer\n"));
        _scene.Wait(1);
        string before = clone.State();

        HandoffReport report = await _scene.MergeAsync();

        Assert.Equal(("", 1), (report.Reason, report.Rows));
        Assert.Equal(before, clone.State());
        Assert.Equal(["refs/heads/" + GitSandbox.Branch, "refs/heads/main"], Sandbox.Refs("refs"));
    }
}
