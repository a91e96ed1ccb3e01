namespace BuildTiming.Model;

/// <summary>Adds up steps of one kind, which one step then stands for. Nothing is allocated for those that are added.</summary>
internal record struct StepTotal
{
    private DateTimeOffset _start;
    private TimeSpan _duration;
    private StepOutcome _outcome;
    private int _count;

    /// <summary>Adds a step, which may stand for several.</summary>
    public void Add(Step step) => Add(step.Start, step.Duration, step.Outcome, StepSummary.CountOf(step));

    /// <summary>Adds steps.</summary>
    /// <param name="start">When the first one began.</param>
    /// <param name="duration">How long they took, one after the other.</param>
    /// <param name="outcome">The worst of how they ended.</param>
    /// <param name="count">How many they are.</param>
    public void Add(DateTimeOffset start, TimeSpan duration, StepOutcome outcome, int count = 1)
    {
        if (_count == 0 || start < _start) _start = start;
        if (Severity(outcome) > Severity(_outcome)) _outcome = outcome;
        _duration += duration;
        _count = (int)Math.Min((long)_count + count, int.MaxValue);
    }

    /// <summary>The step that stands for all; null where there are none.</summary>
    public readonly Step? ToStep(StepKind kind) => _count == 0 ? null : new Step
    {
        Kind = kind,
        Name = StepSummary.NameOf(_count),
        Start = _start,
        Duration = _duration,
        Outcome = _outcome,
    };

    private static int Severity(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Ok => 0,
        StepOutcome.Unfinished => 1,
        _ => 2,
    };
}
