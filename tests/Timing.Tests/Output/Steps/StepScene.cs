using System.Globalization;
using System.Text;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Stages;
using BuildTiming.Output.Steps;

namespace Timing.Tests.Output.Steps;

/// <summary>The output of one phase, read while a clock moves that a test holds.</summary>
internal sealed class StepScene
{
    private readonly FakeClock _clock = new();
    private readonly ArrivalTime _arrival;
    private readonly OutputReader _reader;

    public StepScene(int limit = 50, params string[] expressions)
    {
        Start = _clock.GetUtcNow();
        _arrival = new ArrivalTime(_clock, _clock.GetTimestamp());
        var rules = new StepRules(limit, [.. expressions.Select(expression => new StageExpression(expression))]);
        _reader = new OutputReader(new StepTimer(_arrival, Start, rules) { StageBegan = () => Begun++ });
    }

    public DateTimeOffset Start { get; }

    public int Begun { get; private set; }

    public StepProgress Progress => _reader.Progress!;

    public OutputReader Reader => _reader;

    public StepScene Waits(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return this;
    }

    public StepScene Says(params string[] lines) => Writes(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public StepScene Writes(ReadOnlySpan<byte> bytes)
    {
        _arrival.Write(bytes);
        _reader.Write(bytes);
        return this;
    }

    /// <summary>The steps if the phase ended now.</summary>
    public IReadOnlyList<Step> Ended(StepOutcome ofOpen = StepOutcome.Ok)
    {
        _reader.End();
        return _reader.Steps(_arrival.Now, ofOpen);
    }

    /// <summary>The same, each as one line: kind, name, action, begin and duration in seconds, outcome.</summary>
    public string[] Lines(StepOutcome ofOpen = StepOutcome.Ok) => [.. Ended(ofOpen).Select(Line)];

    public string Line(Step step)
    {
        string what = step.Action is { } action ? $"{step.Name} {action}" : step.Name;
        return string.Create(CultureInfo.InvariantCulture,
            $"{step.Kind} {what} {(step.Start - Start).TotalSeconds}+{step.Duration.TotalSeconds} {step.Outcome}");
    }
}
