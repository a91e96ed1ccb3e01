using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Steps;
using BuildTiming.Output.Terminal;
using BuildTiming.Phases;

namespace Timing.Tests.Phases;

/// <summary>The parts of a phase, as its recorder has them when it has ended.</summary>
public sealed class PhaseStepTests : IDisposable
{
    private readonly PhaseScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("exit 0", "Ok")]
    [InlineData("exit 3", "Failed")]
    [InlineData("exit 137", "Unfinished")]
    [InlineData("kill -9 $$", "Unfinished")]
    public async Task The_stage_that_a_command_ended_in_is_named_and_ended_like_it(string end, string outcome)
    {
        _scene.Recorder.Open(PhaseScene.Declaration);
        await _scene.Recorder.RunAsync(_scene.Bash($"echo '=== Stage 1: A ==='; echo '=== Stage 2: B ==='; {end}"));
        Assert.Equal("Stage 2: B", _scene.Recorder.Progress!.Stage!.Name);
        _scene.Clock.Advance(TimeSpan.FromSeconds(90));
        _scene.Recorder.Close(0);

        IReadOnlyList<Step> steps = Assert.Single(_scene.Recorder.Steps);
        Assert.Equal([("Stage 1: A", "Ok"), ("Stage 2: B", outcome)], steps.Select(step => (step.Name, step.Outcome.ToString())));
        Assert.Equal(steps, Assert.Single(_scene.Journal.Entries(_scene.Warnings.Add)).Steps);
        Assert.Equal(_scene.Recorder.Rows[0].DurationSeconds, steps.Sum(step => step.Duration.TotalSeconds));
        Assert.Empty(_scene.Warnings);
    }

    [Fact]
    public void Output_reaches_the_log_and_the_terminal_before_it_is_read()
    {
        var output = new PhaseOutput(_scene.Clock, StepRules.Default);
        var observers = new ObserverList([], _scene.Warnings.Add);

        Assert.Equal(
            [typeof(ArrivalTime), typeof(TerminalOutput), typeof(OutputReader)],
            output.Targets(log: null, new TerminalOutput(), observers).Select(target => target.GetType()));
    }
}
