using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Running;

namespace Timing.Tests.Phases;

/// <summary>What cannot be recorded costs a warning, never the command and its exit code.</summary>
public sealed class PhaseTroubleTests : IDisposable
{
    private readonly PhaseScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_journal_that_cannot_be_written_is_a_warning_and_the_command_runs()
    {
        File.WriteAllText(_scene.Folder["journal"], "in the way");
        _scene.Recorder.Open(PhaseScene.Declaration);
        PhaseExit exit = await _scene.Recorder.RunAsync(_scene.Bash("exit 5"));
        _scene.Recorder.Close(0);
        Assert.Equal(5, exit.ExitCode);
        Assert.Equal(5, Assert.Single(_scene.Recorder.Rows).ExitCode);
        Assert.NotEmpty(_scene.Warnings);
    }

    [Fact]
    public async Task A_log_that_cannot_be_created_costs_the_log_and_not_the_row()
    {
        File.WriteAllText(_scene.Folder["logs"], "in the way");
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash("echo 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.'"));
        _scene.Recorder.Close(0);
        TimingRow? row = Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row;
        Assert.Equal((string.Empty, 1), (row?.LogPath, row?.Resources.Added));
        Assert.Single(_scene.Warnings);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_one_start_with_one_log_and_one_row()
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        PhaseExit exit = await _scene.Recorder.RunAsync(_scene.Bash("true") with { WorkingDirectory = _scene.Folder["gone"] });
        _scene.Recorder.Close(exitCodeOfTask: 1);
        Assert.Equal((126, 126), (exit.ExitCode, Assert.Single(_scene.Recorder.Rows).ExitCode));
        Assert.Equal(126, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Row?.ExitCode);
        string log = Assert.Single(Directory.GetFiles(_scene.Folder["logs", "build-timings"], "*.log"));
        Assert.Contains("bash cannot be started: ", File.ReadAllText(log));
    }

    [Fact]
    public async Task Without_a_repository_phases_run_and_are_summed_up_all_the_same()
    {
        PhaseRecorder recorder = _scene.RecorderOf(journal: null);
        recorder.Open(PhaseScene.Declaration);
        await recorder.RunAsync(_scene.Bash("true"));
        recorder.Close(0);
        Assert.Single(recorder.Rows);
        Assert.Empty(_scene.Warnings);
    }
}
