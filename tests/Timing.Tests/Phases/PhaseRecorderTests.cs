using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Running;

namespace Timing.Tests.Phases;

public sealed class PhaseRecorderTests : IDisposable
{
    private static readonly PhaseDeclaration Declaration = new("apply-persistent", "dev", "development", "REGION=eu-west-2");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly List<string> _warnings = [];
    private readonly PhaseJournal _journal;
    private readonly PhaseRecorder _recorder;

    public PhaseRecorderTests()
    {
        _journal = new PhaseJournal(_folder["journal"]);
        _recorder = Recorder(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_phase_ends_as_one_finished_row_in_the_journal()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("echo 'Apply complete! Resources: 2 added, 1 changed, 0 destroyed.'; exit 3"));
        _clock.Advance(TimeSpan.FromSeconds(996));
        _recorder.Close(exitCodeOfTask: 1);

        JournalEntry entry = Assert.Single(_journal.Entries(_warnings.Add));
        Assert.Equal(EntryState.Finished, entry.State);
        Assert.Equal(
            new TimingRow
            {
                Start = new DateTimeOffset(2026, 1, 24, 14, 43, 27, TimeSpan.Zero),
                DurationSeconds = 996,
                Phase = "apply-persistent",
                Env = "dev",
                BuildId = "persistent",
                ExitCode = 3,
                Flags = "REGION=eu-west-2",
                Resources = new ResourceCounts(2, 1, 0),
                LogPath = "logs/build-timings/apply-persistent-dev-persistent-20260124T144327Z.log",
            },
            entry.Row);
        Assert.Equal(entry.Row, Assert.Single(_recorder.Rows));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(0, "REGION=eu-west-2 TERRAFORM=failed", 1)]
    [InlineData(3, "REGION=eu-west-2", 0)]
    public async Task A_failure_of_Terraform_that_the_command_hides_stands_in_the_flags(int exitCode, string flags, int hidden)
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash($"printf '╷\n│ Error: no\n╵\n'; exit {exitCode}"));
        _recorder.Close(exitCodeOfTask: exitCode);

        TimingRow row = Assert.Single(_recorder.Rows);
        Assert.Equal((exitCode, flags), (row.ExitCode, row.Flags));
        Assert.Equal(row, Assert.Single(_journal.Entries(_warnings.Add)).Row);
        Assert.Equal(hidden, _recorder.HiddenFailures.Count);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_midway_changes_no_duration()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("true"));
        _clock.StepWallClock(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(90));
        _recorder.Close(0);

        TimingRow row = Assert.Single(_recorder.Rows);
        Assert.Equal(90, row.DurationSeconds);
        Assert.Equal(row.Start.AddSeconds(90), row.End);
    }

    [Fact]
    public async Task The_journal_knows_of_a_run_before_its_command_starts()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash($"cp {_folder["journal"]}/*.json {_folder["seen.json"]}"));
        Assert.Contains("\"Running\"", File.ReadAllText(_folder["seen.json"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_task_that_fails_without_a_command_has_a_row_with_its_own_code()
    {
        _recorder.Open(Declaration);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _recorder.Close(exitCodeOfTask: 42);
        Assert.Equal(42, Assert.Single(_journal.Entries(_warnings.Add)).Row?.ExitCode);
    }

    [Fact]
    public async Task A_task_that_fails_after_its_command_succeeded_has_a_row_with_its_own_code()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("true"));
        _recorder.Close(exitCodeOfTask: 42);
        Assert.Equal(42, Assert.Single(_journal.Entries(_warnings.Add)).Row?.ExitCode);
    }

    [Fact]
    public void The_journal_knows_of_a_phase_that_runs_no_command()
    {
        _recorder.Open(Declaration);
        Assert.Equal(EntryState.Running, Assert.Single(_journal.Entries(_warnings.Add)).State);
    }

    [Fact]
    public void A_phase_that_is_discarded_leaves_neither_entry_nor_log()
    {
        _recorder.Open(Declaration);
        _recorder.Discard();
        _recorder.Close(0);
        Assert.Empty(_recorder.Rows);
        Assert.Empty(_journal.Entries(_warnings.Add));
        Assert.Empty(Directory.GetFiles(_folder["logs", "build-timings"], "*.log"));
    }

    [Fact]
    public async Task A_command_outside_a_phase_is_run_and_not_recorded()
    {
        PhaseExit exit = await _recorder.RunAsync(Bash("exit 7"));
        _recorder.Close(0);
        Assert.Equal(7, exit.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_is_a_warning_and_the_command_runs()
    {
        File.WriteAllText(_folder["journal"], "in the way");
        _recorder.Open(Declaration);
        PhaseExit exit = await _recorder.RunAsync(Bash("exit 5"));
        _recorder.Close(0);
        Assert.Equal(5, exit.ExitCode);
        Assert.Equal(5, Assert.Single(_recorder.Rows).ExitCode);
        Assert.NotEmpty(_warnings);
    }

    [Fact]
    public async Task A_log_that_cannot_be_created_costs_the_log_and_not_the_row()
    {
        File.WriteAllText(_folder["logs"], "in the way");
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("echo 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.'"));
        _recorder.Close(0);
        TimingRow? row = Assert.Single(_journal.Entries(_warnings.Add)).Row;
        Assert.Equal((string.Empty, 1), (row?.LogPath, row?.Resources.Added));
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_one_start_with_one_log_and_one_row()
    {
        _recorder.Open(Declaration);
        PhaseExit exit = await _recorder.RunAsync(Bash("true") with { WorkingDirectory = _folder["gone"] });
        _recorder.Close(exitCodeOfTask: 1);
        Assert.Equal((126, 126), (exit.ExitCode, Assert.Single(_recorder.Rows).ExitCode));
        Assert.Equal(126, Assert.Single(_journal.Entries(_warnings.Add)).Row?.ExitCode);
        string log = Assert.Single(Directory.GetFiles(_folder["logs", "build-timings"], "*.log"));
        Assert.Contains("bash cannot be started: ", File.ReadAllText(log));
    }

    [Fact]
    public async Task Two_commands_of_one_task_have_one_log_and_one_row()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("echo one"));
        await _recorder.RunAsync(Bash("echo two; exit 3"));
        _recorder.Close(exitCodeOfTask: 3);
        Assert.Equal(3, Assert.Single(_journal.Entries(_warnings.Add)).Row?.ExitCode);
        string log = Assert.Single(Directory.GetFiles(_folder["logs", "build-timings"], "*.log"));
        Assert.Contains("\none\ntwo\n", File.ReadAllText(log));
    }

    [Fact]
    public async Task Without_a_repository_phases_run_and_are_summed_up_all_the_same()
    {
        PhaseRecorder recorder = Recorder(_folder.Path, journal: null);
        recorder.Open(Declaration);
        await recorder.RunAsync(Bash("true"));
        recorder.Close(0);
        Assert.Single(recorder.Rows);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Several_commands_of_a_phase_are_one_log_and_one_row_with_the_last_ones_code()
    {
        _recorder.Open(Declaration);
        await _recorder.RunAsync(Bash("echo 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.'; exit 9"));
        await _recorder.RunAsync(Bash("echo 'Apply complete! Resources: 2 added, 0 changed, 0 destroyed.'; exit 4"));
        _recorder.Close(0);

        TimingRow row = Assert.Single(_recorder.Rows);
        Assert.Equal((4, new ResourceCounts(3, 0, 0)), (row.ExitCode, row.Resources));
        string log = Assert.Single(Directory.GetFiles(_folder["logs", "build-timings"], "*.log"));
        Assert.Equal(4, File.ReadAllLines(log).Length);
    }

    [Fact]
    public async Task Observers_see_the_start_each_line_and_the_end()
    {
        var observer = new Observer();
        PhaseRecorder recorder = Recorder(_folder.Path, _journal, observer);
        recorder.Open(Declaration);
        await recorder.RunAsync(Bash("printf 'one\\ntw'; printf 'o\\r\\n'; printf 'no end'"));
        recorder.Close(0);

        Assert.Equal(["started apply-persistent", "one", "two", "no end", "ended 0"], observer.Seen);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("started apply-persistent")]
    [InlineData("one")]
    [InlineData("ended 0")]
    public async Task An_observer_that_fails_is_left_out_and_disturbs_nobody(string moment)
    {
        var failing = new Observer(moment);
        var observer = new Observer();
        PhaseRecorder recorder = Recorder(_folder.Path, _journal, failing, observer);
        recorder.Open(Declaration);
        PhaseExit exit = await recorder.RunAsync(Bash("echo one; echo two"));
        recorder.Close(0);

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(["started apply-persistent", "one", "two", "ended 0"], observer.Seen);
        Assert.Equal(moment, failing.Seen[^1]);
        Assert.Equal("Observer watches no phase any more: enough", Assert.Single(_warnings));
    }

    private PhaseRecorder Recorder(string root) => Recorder(root, _journal);

    private PhaseRecorder Recorder(string root, PhaseJournal? journal, params IPhaseObserver[] observers) =>
        new(root, new Lazy<PhaseJournal?>(journal), new ProcessTee(_clock), _clock, _warnings.Add) { Observers = observers };

    private PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script], WorkingDirectory = _folder.Path };

    /// <summary>Notes what it is told, and fails at one of it.</summary>
    private sealed class Observer(string? failsAt = null) : IPhaseObserver
    {
        public List<string> Seen { get; } = [];

        public void Started(PhaseStart phase) => Note($"started {phase.Phase}");

        public void Line(ReadOnlySpan<byte> line) => Note(System.Text.Encoding.UTF8.GetString(line));

        public void Ended(TimingRow row) => Note($"ended {row.ExitCode}");

        private void Note(string what)
        {
            Seen.Add(what);
            if (what == failsAt) throw new InvalidOperationException("enough");
        }
    }
}
