using BuildTiming.Model;

namespace BuildTiming.Output.Steps;

/// <summary>Times the parts of one phase run, from the lines of its output and by when they came.</summary>
/// <remarks>For one thread at a time: <see cref="OutputReader"/> sees to that.</remarks>
/// <param name="arrival">Says when output came.</param>
/// <param name="start">When the phase started, by the wall clock.</param>
/// <param name="rules">What is timed, and how much is kept.</param>
internal sealed class StepTimer(ArrivalTime arrival, DateTimeOffset start, StepRules rules)
{
    /// <summary>In bytes.</summary>
    private const int MostHeld = 8 << 20;

    private readonly List<UnitSteps> _units = [];

    /// <summary>What is timed, and how much is kept.</summary>
    public StepRules Rules { get; } = rules;

    /// <summary>Told when a stage or a pass has begun, on the thread that reads the output: it must not take long nor throw.</summary>
    public Action? StageBegan { get; init; }

    /// <summary>When the line came that is read now, after the phase's start.</summary>
    public TimeSpan At => arrival.Elapsed;

    /// <summary>The steps of all units.</summary>
    public StepLog Log { get; } = new(start, rules.ResourceLimit);

    /// <summary>About how much memory all units hold back of what may turn out to be quoted, in bytes.</summary>
    public int Held { get; set; }

    /// <summary>It is more than fits: who wants to hold back more takes for true what it has.</summary>
    public bool HoldsTooMuch => Held > MostHeld;

    /// <summary>How far the phase has come.</summary>
    public StepProgress Progress => new(
        Log.Open.LastOrDefault(stage => stage.Kind == StepKind.Stage), Log.Open.LastOrDefault(stage => stage.Kind == StepKind.Pass),
        Log.InProgress, Log.Done);

    /// <summary>The steps of one unit; an empty name for what is of none.</summary>
    public UnitSteps Of(string unit)
    {
        var steps = new UnitSteps(this, unit.Length == 0 ? string.Empty : $"[{unit}] ");
        _units.Add(steps);
        return steps;
    }

    /// <summary>All steps so far: what is open is unfinished.</summary>
    public IReadOnlyList<Step> ToSteps() => ToSteps(arrival.Now, StepOutcome.Unfinished);

    /// <summary>All steps of a phase that has ended.</summary>
    /// <param name="end">How long after its start.</param>
    /// <param name="ofOpen">How the stage ended that it was in.</param>
    public IReadOnlyList<Step> ToSteps(TimeSpan end, StepOutcome ofOpen) =>
        Log.ToSteps(end, ofOpen, _units.SelectMany(unit => unit.Resources.EndedAt(end)));

    /// <summary>Whatever was held back as quoted, and has not been by the end, counts.</summary>
    public void End() => _units.ForEach(unit => unit.Release());

    internal void StageHasBegun() => StageBegan?.Invoke();
}
