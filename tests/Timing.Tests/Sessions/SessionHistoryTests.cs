using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Registry;
using BuildTiming.Rows;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Timing.Tests.Git;

namespace Timing.Tests.Sessions;

/// <summary>What a session knows of earlier runs, from the registry as it was last fetched.</summary>
public sealed class SessionHistoryTests : IDisposable
{
    private static readonly PhaseDeclaration Phase = new("integration-tests", "dev");

    private readonly GitSandbox _sandbox = new();
    private readonly List<string> _warnings = [];

    public void Dispose()
    {
        _sandbox.Dispose();
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task The_history_of_a_phase_comes_with_the_steps_of_its_runs()
    {
        Seed(3);
        BuildTimingSession session = Session(_sandbox.Clone("clone"));

        PhaseHistory history = (await session.HistoryAsync(Phase.Phase, Phase.Env, ""))!;

        Assert.Equal(new UsualDuration(3, Seconds(62), Seconds(63), Seconds(63)), history.Usual);
        Assert.Equal(Seconds(2), history.UsualOfStage("Unit, fast")!.Median);
        Assert.Null(await session.HistoryAsync("other", Phase.Env, ""));
        Assert.Null(await session.HistoryAsync(Phase.Phase, "staging", ""));
    }

    [Fact]
    public async Task A_phase_that_runs_tells_how_far_it_has_come()
    {
        Seed(3);
        BuildTimingSession session = Session(_sandbox.Clone("clone"));
        Assert.Null(session.Progress);

        session.Open(Phase);
        await session.HistoryAsync(Phase.Phase, Phase.Env, "");
        PhaseProgress progress = session.Progress!;
        session.Close(0);

        Assert.Equal("integration-tests", progress.Phase.Phase);
        Assert.Equal(3, progress.History!.Runs.Count);
        Assert.Equal(Seconds(62) - progress.Elapsed, progress.Estimate!.Remaining);
        Assert.Null(session.Progress);
    }

    [Fact]
    public async Task Runs_of_this_session_and_later_ones_are_no_history()
    {
        Seed(3, Row(1) with { Start = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.Equal(3, (await Session(_sandbox.Clone("clone")).HistoryAsync(Phase.Phase, Phase.Env, ""))!.Runs.Count);
    }

    [Fact]
    public async Task Where_no_branch_is_or_none_that_can_be_read_there_is_no_history()
    {
        using var folder = new TemporaryFolder();
        TestRepository clone = _sandbox.Clone("clone");

        Assert.Null(await Session(clone).HistoryAsync(Phase.Phase, Phase.Env, ""));
        Assert.Null(await Session(clone).HistoryAsync(Phase.Phase, Phase.Env, "", "../no folder\n"));
        Assert.Null(await Session(folder.Path).HistoryAsync(Phase.Phase, Phase.Env, ""));

        string reference = Path.Combine(clone.Folder, ".git", "refs", "remotes", "origin", GitSandbox.Branch);
        Directory.CreateDirectory(Path.GetDirectoryName(reference)!);
        await File.WriteAllTextAsync(reference, "nonsense\n");
        Assert.Null(await Session(clone).HistoryAsync(Phase.Phase, Phase.Env, ""));
    }

    [Fact]
    public async Task In_CI_the_history_comes_when_the_branch_has_been_fetched()
    {
        TestRepository clone = _sandbox.Clone("clone");
        Seed(3);
        BuildTimingSession session = Session(clone.Folder, isCi: true);
        Assert.Null(await session.HistoryAsync(Phase.Phase, Phase.Env, ""));

        session.Open(Phase);
        await session.RunAsync(new PhaseCommand { Program = "true" });
        await Condition.IsMetAsync(() => session.Progress!.History is not null);
        session.Close(0);

        Assert.Equal(3, (await session.HistoryAsync(Phase.Phase, Phase.Env, ""))!.Runs.Count);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private void Seed(int runs, params TimingRow[] others)
    {
        TimingRow[] rows = [.. Enumerable.Range(1, runs).Select(Row), .. others];
        _sandbox.Seed(GitSandbox.Branch,
            (GitSandbox.Csv, Lines(TimingCsv.Header, rows.Select(TimingCsv.FormatLine))),
            (RegistryPath.StepsOf("development"),
                Lines(StepCsv.Header, rows.Select((row, i) => StepCsv.FormatLine(row, Stage(row, i + 1))))));
    }

    private static string Lines(string header, IEnumerable<string> lines) =>
        string.Concat(lines.Prepend(header).Select(line => line + "\n"));

    private static TimingRow Row(int number) => new()
    {
        Start = new DateTimeOffset(2026, 1, number, 0, 0, 0, TimeSpan.Zero),
        DurationSeconds = 60 + number,
        Phase = Phase.Phase,
        Env = Phase.Env,
        BuildId = Phase.BuildId,
        ExitCode = 0,
        Flags = "",
        Resources = default,
        LogPath = "",
    };

    private static Step Stage(TimingRow row, int seconds) => new()
    {
        Kind = StepKind.Stage,
        Name = "Unit, fast",
        Start = row.Start,
        Duration = TimeSpan.FromSeconds(seconds),
        Outcome = StepOutcome.Ok,
    };

    private BuildTimingSession Session(TestRepository clone) => Session(clone.Folder);

    private BuildTimingSession Session(string folder, bool isCi = false) => new(new BuildTimingOptions
    {
        Folder = folder,
        IsCi = () => isCi,
        Warn = text =>
        {
            lock (_warnings) _warnings.Add(text);
        },
    });
}
