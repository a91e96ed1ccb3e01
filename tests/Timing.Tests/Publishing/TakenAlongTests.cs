using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using Timing.Tests.Git;
using Timing.Tests.Handoffs;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>A direct attempt takes along the handoffs that were seen waiting before it began.</summary>
public sealed class TakenAlongTests : IDisposable
{
    /// <summary>A handoff of somebody else: no run of the clone has its number.</summary>
    private const int Other = 1_000_000;

    private readonly HandoffScene _scene = new();

    public TakenAlongTests() => Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    private GitSandbox Sandbox => _scene.Sandbox;

    public void Dispose() => _scene.Dispose();

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_direct_attempt_takes_along_what_was_seen_waiting()
    {
        string steps = RegistryPath.StepsOf("development");
        _scene.Put(Other,
            ("100644", GitSandbox.Csv, HandoffScene.File(Other)), ("100644", steps, HandoffScene.StepFile(Other)));
        _scene.Wait(Other + 1);
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        JournalEntry entry = _scene.Clone.Finish(steps: Sample.Resource());

        Publication publication = await PublishAsync(waiting);

        Assert.Equal(("", 1, 0), (publication.Reason, publication.Published.Count, publication.Waiting.Count));
        Assert.Empty(_scene.Waiting());
        string[] lines = [TimingCsv.Header, TestRepository.LineOf(entry), HandoffScene.Line(Other), HandoffScene.Line(Other + 1)];
        Assert.Equal(lines, Sandbox.Lines);
        Assert.Equal(
            TestRepository.StepFileOf(entry) + HandoffScene.StepFile(Other)[(StepCsv.Header.Length + 1)..],
            Sandbox.Show($"{GitSandbox.Branch}:{steps}"));
        Assert.Equal(2, _scene.Commits());
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Handoffs_that_others_have_merged_meanwhile_cost_nothing()
    {
        _scene.Wait(Other);
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        await _scene.MergeAsync(Sandbox.Clone("other"));
        _scene.Clone.Finish();

        Publication publication = await PublishAsync(waiting);

        Assert.Equal(("", 0), (publication.Reason, publication.Waiting.Count));
        Assert.Equal(3, Sandbox.Lines.Length);
        Assert.Equal(3, _scene.Commits());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_handoff_whose_folder_takes_no_rows_does_not_hold_up_the_run_that_would_take_it_along()
    {
        Sandbox.Seed(GitSandbox.Branch, (HandoffScene.Csv("staging") + "/file", "in the way\n"));
        _scene.Put(Other, ("100644", HandoffScene.Csv("staging"), $"{TimingCsv.Header}\n{HandoffScene.Line(3, "staging")}\n"));
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        _scene.Clone.Finish();

        Publication publication = await PublishAsync(waiting);

        Assert.Equal(("", 1), (publication.Reason, publication.Published.Count));
        Assert.Equal([HandoffScene.Name(Other)], _scene.Waiting());
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Handoffs_that_the_remote_does_not_let_go_do_not_hold_up_the_row()
    {
        _scene.Wait(Other);
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        Sandbox.Git(Sandbox.Remote, "config", "receive.denyDeletes", "true");
        _scene.Clone.Finish();

        Publication publication = await PublishAsync(waiting);

        Assert.Equal(("", 0), (publication.Reason, publication.Waiting.Count));
        Assert.Equal(2, Sandbox.Lines.Length);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_handoff_that_was_removed_since_it_was_seen_does_not_hold_up_a_row_whose_push_may_still_arrive()
    {
        JournalEntry entry = _scene.Clone.Finish();
        string tip = Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        _scene.Clone.PhaseJournal.Attempted(entry, new Attempt("origin", _scene.Clone.Branch.Ref, [new string('a', 40)], tip));
        _scene.Wait(Other);
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        Sandbox.Git(Sandbox.Remote, "update-ref", "-d", "refs/heads/" + HandoffScene.Name(Other));

        Publication publication = await PublishAsync(waiting, new HurryingClock());

        Assert.Equal(("", 1), (publication.Reason, publication.Published.Count));
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], Sandbox.Lines);
    }

    /// <summary>What the background reads, all of it.</summary>
    private async Task<IReadOnlyList<Handoff>> ReadAsync()
    {
        var waiting = new WaitingHandoffs(() => _scene.Clone.Branch, RegistryPath.FolderOfEnvironment);
        waiting.Begin();
        await waiting.Reading;
        IReadOnlyList<Handoff> read = await waiting.EndAsync();
        Assert.NotEmpty(read);
        return read;
    }

    private Task<Publication> PublishAsync(IReadOnlyList<Handoff> waiting, TimeProvider? clock = null) =>
        new Publisher(_scene.Clone.Branch, _scene.Clone.PhaseJournal, clock ?? TimeProvider.System, Assert.Fail) { Waiting = waiting }
            .PublishAsync(PublishPolicy.Direct, TimeSpan.FromMinutes(5), CancellationToken.None);
}
