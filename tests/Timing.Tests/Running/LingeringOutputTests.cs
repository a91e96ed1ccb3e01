using System.Diagnostics;
using System.Globalization;
using BuildTiming.Output;
using BuildTiming.Running;

namespace Timing.Tests.Running;

/// <summary>What still comes after the command has ended, and a terminal that takes its time.</summary>
public sealed class LingeringOutputTests : IDisposable
{
    // What a test leaves in the background; it prints without a pause, or holds the pipe in silence.
    private const string Printing = "yes & echo $! >background; ";
    private const string Silent = "(mkfifo never; read -r _ <>never) & echo $! >background; ";

    private readonly TemporaryFolder _folder = new();
    private readonly ProcessTee _tee = new(TimeProvider.System);

    public void Dispose()
    {
        using var background = Process.GetProcessById(int.Parse(File.ReadAllText(_folder["background"]), CultureInfo.InvariantCulture));
        background.Kill();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_program_in_the_background_that_prints_without_end_does_not_hold_the_run_at_a_slow_terminal()
    {
        var recorder = new Recorder();
        PhaseExit exit = await Within(_tee.RunAsync(Bash("echo first; " + Printing + "exit 4"),
            new Terminal(chunk => chunk.Wait(TimeSpan.FromMilliseconds(50))), recorder));
        Assert.Equal(4, exit.ExitCode);
        Assert.StartsWith("first\ny\n", recorder.Text, StringComparison.Ordinal);
    }

    // All of it fits into the pipe and the copy's own buffer, so the command ends while the terminal is paused.
    [Fact]
    [Trait("Turn", "a")]
    public async Task What_is_in_the_pipe_when_the_waiting_ends_reaches_a_paused_terminal_later()
    {
        using var resumed = new ManualResetEventSlim();
        var recorder = new Recorder();
        Task<PhaseExit> run =
            _tee.RunAsync(Bash(Silent + "head -c 100000 /dev/zero | tr '\\0' x; echo end"), new Terminal(_ => resumed.Wait()), recorder);
        var longer = Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System);
        Assert.Same(longer, await Task.WhenAny(run, longer));
        resumed.Set();
        Assert.Equal(0, (await Within(run)).ExitCode);
        Assert.Equal(new string('x', 100000) + "end\n", recorder.Text);
    }

    private static Task<PhaseExit> Within(Task<PhaseExit> run) => run.WaitAsync(HostProcess.Bound, TimeProvider.System);

    private PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script], WorkingDirectory = _folder.Path };

    /// <summary>Takes each chunk only after a while.</summary>
    private sealed class Terminal(Action<ManualResetEventSlim> take) : IOutputTarget
    {
        public string Name => "a slow terminal";

        public void Write(ReadOnlySpan<byte> bytes)
        {
            using var never = new ManualResetEventSlim();
            take(never);
        }
    }
}
