using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Timing.Tests.Git;
using Timing.Tests.Handoffs;
using Timing.Tests.Publishing;

namespace Timing.Tests.Sessions;

/// <summary>What is asked of the remote while a phase runs.</summary>
public sealed class BackgroundTests : IDisposable
{
    /// <summary>A handoff of somebody else: no run of the clone has its number.</summary>
    private const int Other = 1_000_000;

    private static readonly PhaseDeclaration Phase = new("integration-tests", "dev");

    private readonly HandoffScene _scene = new();
    private readonly List<string> _warnings = [];

    public BackgroundTests() => Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    private GitSandbox Sandbox => _scene.Sandbox;

    private string Connections => Sandbox.Path("connections");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task In_CI_what_waits_is_fetched_while_the_first_phase_runs()
    {
        _scene.Wait(1, 2);
        BuildTimingSession session = Session(isCi: true);
        string isHere = string.Join(" && ", new[] { 1, 2 }.Select(number => $"git cat-file -e {Commit(number)}"));

        PhaseExit exit = await session.RunAsync(Phase, Bash($"until {isHere}; do sleep 0.05; done 2>/dev/null"));
        Publication publication = await session.PublishAsync();

        Assert.Equal((0, "", 1), (exit.ExitCode, publication.Reason, publication.Published.Count));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_ref_that_the_phase_itself_may_be_fetching_does_not_move_under_it()
    {
        string before = _scene.Clone.Git("rev-parse", $"origin/{GitSandbox.Branch}").Trim();
        Sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, $"{TimingCsv.Header}\n{HandoffScene.Line(3)}\n"));
        _scene.Wait(1);
        string tip = Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch).Trim();
        BuildTimingSession session = Session(isCi: true);

        PhaseExit exit = await session.RunAsync(Phase, Bash(
            $"until git cat-file -e {tip} && git cat-file -e {Commit(1)}; do sleep 0.05; done 2>/dev/null; "
            + $"git update-ref refs/remotes/origin/{GitSandbox.Branch} {tip} {before}"));

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal("", (await session.PublishAsync()).Reason);
    }

    [Fact]
    public async Task A_direct_try_takes_along_what_was_seen_waiting()
    {
        _scene.Wait(Other, Other + 1);
        IReadOnlyList<Handoff> waiting = await ReadAsync();
        JournalEntry entry = _scene.Clone.Finish();

        Publication publication = await PublishAsync(waiting);

        Assert.Equal(("", 1, 0), (publication.Reason, publication.Published.Count, publication.Waiting.Count));
        Assert.Empty(_scene.Waiting());
        string[] lines = [TimingCsv.Header, TestRepository.LineOf(entry), HandoffScene.Line(Other), HandoffScene.Line(Other + 1)];
        Assert.Equal(lines, Sandbox.Lines);
        Assert.Equal(2, _scene.Commits());
    }

    [Fact]
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

    [Theory]
    [InlineData(true, PublishPolicy.Handoff)]
    [InlineData(true, PublishPolicy.None)]
    [InlineData(false, PublishPolicy.Direct)]
    [InlineData(false, PublishPolicy.Auto)]
    public async Task Elsewhere_nothing_is_asked_of_the_remote_before_the_end(bool isCi, PublishPolicy policy)
    {
        BuildTimingSession session = Session(isCi, policy);

        await session.RunAsync(Phase, Bash("true"));

        Assert.False(File.Exists(Connections));
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_holds_up_neither_phase_nor_end_and_is_no_warning()
    {
        BuildTimingSession session = Session(isCi: true);
        string hangs = Sandbox.Path("hangs");
        _scene.Clone.Git("config", "remote.origin.uploadpack", Sandbox.Script("hangs.sh",
            $"mkdir {hangs} 2>&- && exec sleep 1000; exec git-upload-pack \"$@\""));

        await session.RunAsync(Phase, Bash($"until test -d {hangs}; do sleep 0.05; done"));
        Publication publication = await session.PublishAsync();

        Assert.Equal(("", 1), (publication.Reason, publication.Published.Count));
        Assert.Empty(_warnings);
        Assert.Equal(2, Sandbox.Lines.Length);
    }

    [Fact]
    public async Task A_persons_machine_fetches_the_branch_once_a_day_after_it_has_published()
    {
        BuildTimingSession session = Session(isCi: false);
        string stamp = Path.Combine(session.JournalFolder!, "fetched");

        await PublishAsync();
        int first = Fetches();
        await PublishAsync();
        int second = Fetches();
        File.SetLastWriteTimeUtc(stamp, DateTime.UnixEpoch);
        await PublishAsync();

        Assert.Equal((1, 1, 2), (first, second, Fetches()));

        async Task PublishAsync()
        {
            await session.RunAsync(Phase, Bash("true"));
            Assert.Equal("", (await session.PublishAsync()).Reason);
        }
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

    private int Fetches() => File.Exists(Connections) ? File.ReadAllLines(Connections).Length : 0;

    private string Commit(int number) => Sandbox.Git(Sandbox.Remote, "rev-parse", HandoffScene.Name(number)).Trim();

    private PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", $"cd {_scene.Clone.Folder}; {script}"] };

    private BuildTimingSession Session(bool isCi, PublishPolicy policy = PublishPolicy.Auto)
    {
        _scene.Clone.Git("config", "remote.origin.uploadpack",
            Sandbox.Script("counts", $"echo once >>{Connections}\nexec git-upload-pack \"$@\""));
        return new BuildTimingSession(new BuildTimingOptions
        {
            Folder = _scene.Clone.Folder,
            IsCi = isCi,
            Policy = policy,
            Budget = TimeSpan.FromMinutes(5),
            Warn = text =>
            {
                lock (_warnings) _warnings.Add(text);
            },
        });
    }
}
