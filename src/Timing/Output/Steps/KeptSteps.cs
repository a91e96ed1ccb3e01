using BuildTiming.Model;

namespace BuildTiming.Output.Steps;

/// <summary>The steps of a phase that are over: all stages and passes, the slowest resources, and sums of the rest.</summary>
/// <remarks>What it keeps does not grow with what is printed: after a thousand stages the others are summed up, too.</remarks>
internal sealed class KeptSteps
{
    private const int StageLimit = 1_000;

    private readonly int _resourceLimit;
    private readonly SortedSet<KeptStep> _stages;
    private readonly SortedSet<KeptStep> _slowest;
    private StepTotal _otherStages;
    private StepTotal _otherPasses;
    private StepTotal _otherResources;
    private int _resources;

    /// <summary>Nothing is over yet.</summary>
    public KeptSteps(int resourceLimit)
    {
        _resourceLimit = resourceLimit;
        (_stages, _slowest) = (new(KeptStep.InOrder), new(KeptStep.SlowestFirst));
    }

    private KeptSteps(KeptSteps other)
    {
        _resourceLimit = other._resourceLimit;
        _resources = other._resources;
        (_stages, _slowest) = (new(other._stages, KeptStep.InOrder), new(other._slowest, KeptStep.SlowestFirst));
        (_otherStages, _otherPasses, _otherResources) = (other._otherStages, other._otherPasses, other._otherResources);
    }

    /// <summary>Another that can be added to.</summary>
    public KeptSteps Copy() => new(this);

    /// <summary>Takes a stage or a pass; <paramref name="number"/> says in which order they began.</summary>
    public void AddStage(int number, Step step)
    {
        if (_stages.Count < StageLimit) _stages.Add(new KeptStep(number, step));
        else if (step.Kind == StepKind.Stage) _otherStages.Add(step);
        else _otherPasses.Add(step);
    }

    /// <summary>Takes a stage or a pass that is open: what the phase is in is kept, however many there were before.</summary>
    public void AddOpenStage(int number, Step step) => _stages.Add(new KeptStep(number, step));

    /// <summary>A resource that took so long would be kept one by one.</summary>
    public bool Keeps(TimeSpan duration) =>
        _slowest.Count < _resourceLimit || (_slowest.Max is { } fastest && duration > fastest.Step.Duration);

    /// <summary>Takes a resource that is not kept.</summary>
    public void SumUp(DateTimeOffset start, TimeSpan duration, StepOutcome outcome) => _otherResources.Add(start, duration, outcome);

    /// <summary>Takes a resource.</summary>
    public void AddResource(Step step)
    {
        _slowest.Add(new KeptStep(_resources++, step));
        if (_slowest.Count <= _resourceLimit) return;
        KeptStep fastest = _slowest.Max!;
        _slowest.Remove(fastest);
        _otherResources.Add(fastest.Step);
    }

    /// <summary>Stages and passes as they began, then resources, the slowest first, then the sums of those that are left out.</summary>
    public IReadOnlyList<Step> ToSteps()
    {
        IEnumerable<Step?> steps =
        [
            .. _stages.Select(stage => stage.Step), _otherStages.ToStep(StepKind.Stage), _otherPasses.ToStep(StepKind.Pass),
            .. _slowest.Select(resource => resource.Step), _otherResources.ToStep(StepKind.Resource),
        ];
        return [.. steps.OfType<Step>()];
    }
}
