using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Running;
using BuildTiming.Sessions;
using Tests.Shared.Facts;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Sessions;

public sealed class BuildTimingSessionTests : IDisposable
{
    private static readonly PhaseDeclaration Phase = new("integration-tests", "dev");

    private readonly GitSandbox _sandbox = new();
    private readonly List<string> _warnings = [];

    public BuildTimingSessionTests() => _sandbox.Seed("main", (".github/workflows/registry-handoffs.yml", "merges"));

    [Theory]
    [Trait("Turn", "b")]
    [InlineData(true, "origin/governance-registry")]
    [InlineData(false, "origin/timing-handoff/")]
    public async Task Auto_publishes_directly_in_CI_and_hands_off_elsewhere(bool isCi, string destination)
    {
        BuildTimingSession session = Session(Clone().Folder, isCi);

        await session.RunAsync(Phase, Bash("true"));
        Publication publication = await session.PublishAsync();

        Assert.Equal("", publication.Reason);
        Assert.Equal(session.Rows, publication.Published.Select(filed => filed.Row));
        Assert.StartsWith(destination, publication.Destination);
        Assert.Empty(_warnings);
    }

    [SampledTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Auto_commits_to_the_local_branch_where_there_is_no_remote(bool isCi)
    {
        TestRepository clone = Clone();
        clone.Git("remote", "remove", "origin");
        BuildTimingSession session = Session(clone.Folder, isCi);

        await session.RunAsync(Phase, Bash("true"));

        Assert.Single((await session.PublishAsync()).Published);
        Assert.Contains("integration-tests,dev,persistent,", clone.LocalLines()[^1]);
    }

    [Fact]
    public async Task In_no_repository_commands_run_and_nothing_is_published()
    {
        using var folder = new TemporaryFolder();
        BuildTimingSession session = Session(folder.Path);

        PhaseExit exit = await session.RunAsync(Phase, Bash("exit 3"));

        Assert.Equal(3, exit.ExitCode);
        Assert.Contains("not a git repository", session.Complaint);
        Assert.Equal(3, Assert.Single(session.Rows).ExitCode);
        Assert.Null(session.Recover());
        Assert.Same(Publication.Nothing, await session.PublishAsync());
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_a_complaint_and_no_exception()
    {
        BuildTimingSession session = Session(_sandbox.Path("nowhere"));

        Assert.EndsWith("nowhere does not exist", session.Complaint);
        Assert.Same(Publication.Nothing, await session.PublishAsync());
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_a_row_with_the_code_of_a_shell()
    {
        BuildTimingSession session = Session(Clone().Folder);

        await session.RunAsync(Phase, new PhaseCommand { Program = "no-such-program" });

        Assert.Equal(127, Assert.Single(session.Rows).ExitCode);
    }

    [Fact]
    public async Task What_a_killed_program_left_is_recorded_and_published()
    {
        TestRepository clone = Clone();
        clone.PhaseJournal.Running(Sample.Start(), logFile: null, Sample.Gone);
        BuildTimingSession session = Session(clone.Folder, isCi: true);

        RecoveredRuns recovered = session.Recover()!;

        Assert.Equal(137, Assert.Single(recovered.Rows).ExitCode);
        Assert.Empty(recovered.AtWork);
        Assert.Equal(recovered.Rows, (await session.PublishAsync()).Published.Select(filed => filed.Row));
    }

    [Theory]
    [Trait("Turn", "a")]
    [InlineData("unit, tests", "dev", null, "phase holds U+002C")]
    [InlineData("", "dev", null, "phase is empty")]
    [InlineData("../tests", "dev", null, "'../tests' holds a slash")]
    [InlineData("tests", "Dev 1", null, "'Dev 1' is no folder of a registry")]
    [InlineData("tests", "dev", "../main", "'../main' is no folder of a registry")]
    public async Task A_phase_that_no_row_can_hold_does_not_run(string phase, string env, string? folder, string complaint)
    {
        BuildTimingSession session = Session(Clone().Folder);

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => session.RunAsync(new PhaseDeclaration(phase, env, folder), Bash("touch ran")));

        Assert.StartsWith(complaint, refusal.Message);
        Assert.Empty(session.Rows);
        session.Open(Phase);
    }

    [Fact]
    public async Task A_second_phase_is_refused_while_one_is_open_and_the_first_keeps_its_row()
    {
        BuildTimingSession session = Session(Clone().Folder);
        session.Open(Phase);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync(Phase with { Phase = "another" }, Bash("true")));

        await session.RunAsync(Bash("exit 5"));
        session.Close(exitCode: 1);
        Assert.Equal(("integration-tests", 5), (Assert.Single(session.Rows).Phase, session.Rows[0].ExitCode));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Parallel_phases_take_a_session_each()
    {
        string folder = Clone().Folder;

        await Task.WhenAll(Enumerable.Range(1, 4).Select(async number =>
        {
            BuildTimingSession session = Session(folder, isCi: true);
            await session.RunAsync(Phase, Bash($"exit {number}"));
            Assert.True((await session.PublishAsync()).IsComplete);
        }));

        Assert.Equal(["1", "2", "3", "4"], _sandbox.Lines[1..].Select(line => line.Split(',')[6]).Order());
    }

    public void Dispose() => _sandbox.Dispose();

    private static PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script] };

    private TestRepository Clone()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("config", "user.name", "Dev Eloper");
        clone.Git("config", "user.email", "dev@example.org");
        return clone;
    }

    private BuildTimingSession Session(string folder, bool isCi = false) =>
        new(new BuildTimingOptions { Folder = folder, IsCi = () => isCi, Warn = Warn });

    private void Warn(string warning)
    {
        lock (_warnings) _warnings.Add(warning);
    }
}
