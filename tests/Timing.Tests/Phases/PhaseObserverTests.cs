using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Running;

namespace Timing.Tests.Phases;

/// <summary>Whoever watches a phase is told of all of it, and disturbs neither the phase nor the others.</summary>
public sealed class PhaseObserverTests : IDisposable
{
    private readonly PhaseScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Observers_see_the_start_each_line_and_the_end()
    {
        var observer = new Observer();
        PhaseRecorder recorder = _scene.RecorderOf(_scene.Journal, observer);
        recorder.Open(PhaseScene.Declaration);
        await recorder.RunAsync(_scene.Bash("printf 'one\\ntw'; printf 'o\\r\\n'; printf 'no end'"));
        recorder.Close(0);

        Assert.Equal(["started apply-persistent", "one", "two", "no end", "ended 0"], observer.Seen);
        Assert.Empty(_scene.Warnings);
    }

    [Theory]
    [InlineData("started apply-persistent")]
    [InlineData("one")]
    [InlineData("ended 0")]
    public async Task An_observer_that_fails_is_left_out_and_disturbs_nobody(string moment)
    {
        var failing = new Observer(moment);
        var observer = new Observer();
        PhaseRecorder recorder = _scene.RecorderOf(_scene.Journal, failing, observer);
        recorder.Open(PhaseScene.Declaration);
        PhaseExit exit = await recorder.RunAsync(_scene.Bash("echo one; echo two"));
        recorder.Close(0);

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(["started apply-persistent", "one", "two", "ended 0"], observer.Seen);
        Assert.Equal(moment, failing.Seen[^1]);
        Assert.Equal("Observer watches no phase any more: enough", Assert.Single(_scene.Warnings));
    }

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
