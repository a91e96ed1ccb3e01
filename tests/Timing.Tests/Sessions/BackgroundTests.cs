using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Timing.Tests.Handoffs;

namespace Timing.Tests.Sessions;

/// <summary>What is asked of the remote while a phase runs.</summary>
public sealed class BackgroundTests : IDisposable
{
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
    [Trait("Turn", "b")]
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

    [Theory]
    [Trait("Turn", "a")]
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
    [Trait("Turn", "a")]
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
            IsCi = () => isCi,
            Policy = policy,
            Budget = TimeSpan.FromMinutes(5),
            Warn = text =>
            {
                lock (_warnings) _warnings.Add(text);
            },
        });
    }
}
