using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Running;

namespace Timing.Tests.Phases;

public sealed class PhaseRecorderTests : IDisposable
{
    private readonly PhaseScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_phase_ends_as_one_finished_row_in_the_journal()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("echo 'Apply complete! Resources: 2 added, 1 changed, 0 destroyed.'; exit 3"));
        _scene.Clock.Advance(TimeSpan.FromSeconds(996));
        _scene.Recorder.Close(exitCodeOfTask: 1);

        JournalEntry entry = Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add));
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
        Assert.Equal(entry.Row, Assert.Single(_scene.Recorder.Rows));
        Assert.Empty(_scene.Warnings);
    }

    [Theory]
    [InlineData(0, "REGION=eu-west-2 TERRAFORM=failed", 1)]
    [InlineData(3, "REGION=eu-west-2", 0)]
    public async Task A_failure_of_Terraform_that_the_command_hides_stands_in_the_flags(int exitCode, string flags, int hidden)
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash($"printf '╷\n│ Error: no\n╵\n'; exit {exitCode}"));
        _scene.Recorder.Close(exitCodeOfTask: exitCode);

        TimingRow row = Assert.Single(_scene.Recorder.Rows);
        Assert.Equal((exitCode, flags), (row.ExitCode, row.Flags));
        Assert.Equal(row, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row);
        Assert.Equal(hidden, _scene.Recorder.HiddenFailures.Count);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_midway_changes_no_duration()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("true"));
        _scene.Clock.StepWallClock(TimeSpan.FromHours(-1));
        _scene.Clock.Advance(TimeSpan.FromSeconds(90));
        _scene.Recorder.Close(0);

        TimingRow row = Assert.Single(_scene.Recorder.Rows);
        Assert.Equal(90, row.DurationSeconds);
        Assert.Equal(row.Start.AddSeconds(90), row.End);
    }

    [Fact]
    public async Task The_journal_knows_of_a_run_before_its_command_starts()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash($"cp {_scene.Folder["journal"]}/*.json {_scene.Folder["seen.json"]}"));
        Assert.Contains("\"Running\"", File.ReadAllText(_scene.Folder["seen.json"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_task_that_fails_without_a_command_has_a_row_with_its_own_code()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        _scene.Clock.Advance(TimeSpan.FromSeconds(2));
        _scene.Recorder.Close(exitCodeOfTask: 42);
        Assert.Equal(42, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row?.ExitCode);
    }

    [Fact]
    public async Task A_task_that_fails_after_its_command_succeeded_has_a_row_with_its_own_code()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("true"));
        _scene.Recorder.Close(exitCodeOfTask: 42);
        Assert.Equal(42, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row?.ExitCode);
    }

    [Fact]
    public void The_journal_knows_of_a_phase_that_runs_no_command()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        Assert.Equal(EntryState.Running, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).State);
    }

    [Fact]
    public void A_phase_that_is_discarded_leaves_neither_entry_nor_log()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        _scene.Recorder.Discard();
        _scene.Recorder.Close(0);
        Assert.Empty(_scene.Recorder.Rows);
        Assert.Empty(_scene.Journal.Entries(_scene.Warnings.Add));
        Assert.Empty(Directory.GetFiles(_scene.Folder["logs", "build-timings"], "*.log"));
    }

    [Fact]
    public async Task A_command_outside_a_phase_is_run_and_not_recorded()
    {
        PhaseExit exit = await _scene.Recorder.RunAsync(_scene.Bash("exit 7"));
        _scene.Recorder.Close(0);
        Assert.Equal(7, exit.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_scene.Folder.Path));
    }

    [Fact]
    public async Task Two_commands_of_one_task_have_one_log_and_one_row()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("echo one"));
        await _scene.Recorder.RunAsync(_scene.Bash("echo two; exit 3"));
        _scene.Recorder.Close(exitCodeOfTask: 3);
        Assert.Equal(3, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row?.ExitCode);
        string log = Assert.Single(Directory.GetFiles(_scene.Folder["logs", "build-timings"], "*.log"));
        Assert.Contains("\none\ntwo\n", File.ReadAllText(log));
    }

    [Fact]
    public async Task Several_commands_of_a_phase_are_one_log_and_one_row_with_the_last_ones_code()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("echo 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.'; exit 9"));
        await _scene.Recorder.RunAsync(_scene.Bash("echo 'Apply complete! Resources: 2 added, 0 changed, 0 destroyed.'; exit 4"));
        _scene.Recorder.Close(0);

        TimingRow row = Assert.Single(_scene.Recorder.Rows);
        Assert.Equal((4, new ResourceCounts(3, 0, 0)), (row.ExitCode, row.Resources));
        string log = Assert.Single(Directory.GetFiles(_scene.Folder["logs", "build-timings"], "*.log"));
        Assert.Equal(4, File.ReadAllLines(log).Length);
    }
}
