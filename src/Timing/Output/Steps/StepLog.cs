using BuildTiming.Model;
using BuildTiming.Output.Stages;

namespace BuildTiming.Output.Steps;

/// <summary>The steps of one phase run: those that are over, and the stages that are open.</summary>
/// <param name="start">When the phase started, by the wall clock.</param>
/// <param name="resourceLimit">How many resources are kept one by one.</param>
internal sealed class StepLog(DateTimeOffset start, int resourceLimit)
{
    private const int OpenLimit = 4_096;
    private const int BlamedLimit = 4_096;

    private readonly DateTimeOffset _start = new(Floor(start.UtcTicks), TimeSpan.Zero);
    private readonly List<OpenStage> _open = [];
    private readonly KeptSteps _over = new(resourceLimit);
    private int _stages;
    private int _openResources;
    private int _blamed;

    /// <summary>How many resources Terraform makes, changes or destroys now.</summary>
    public int InProgress { get; private set; }

    /// <summary>How many it has made, changed or destroyed so far.</summary>
    public int Done { get; private set; }

    /// <summary>The stages and passes that are open, in the order in which they began.</summary>
    public IReadOnlyList<OpenStage> Open => _open;

    /// <summary>A stage or a pass begins.</summary>
    public OpenStage Begin(StageMarker marker, string unit, TimeSpan at)
    {
        StepKind kind = marker.Kind == StageMarkerKind.Pass ? StepKind.Pass : StepKind.Stage;
        var stage = new OpenStage(_stages++, kind, StepName.Clean(unit + marker.Name), marker, at);
        _open.Add(stage);
        return stage;
    }

    /// <summary>A stage or a pass is over.</summary>
    public void End(OpenStage stage, TimeSpan at)
    {
        _open.Remove(stage);
        _over.AddStage(stage.Number, ToStep(stage, at, StepOutcome.Ok));
    }

    /// <summary>Work on a resource begins; false when it is one of too many to be followed.</summary>
    public bool TryOpen(StepAction action)
    {
        if (_openResources == OpenLimit) return false;
        _openResources++;
        if (action != StepAction.Read) InProgress++;
        return true;
    }

    /// <summary>An error has named a resource that is not open; false when it is one of too many to be remembered.</summary>
    public bool TryBlame()
    {
        if (_blamed == BlamedLimit) return false;
        _blamed++;
        return true;
    }

    /// <summary>Work on a resource begins anew that an error has named: that is forgotten.</summary>
    public void Forgive() => _blamed--;

    /// <summary>Work on a resource that was opened is over.</summary>
    public void Close(in EndedResource resource)
    {
        _openResources--;
        if (resource.Action != StepAction.Read) InProgress--;
        Add(resource);
    }

    /// <summary>Work on a resource is over.</summary>
    public void Add(in EndedResource resource)
    {
        if (resource.Outcome == StepOutcome.Ok && resource.Action != StepAction.Read) Done++;
        (DateTimeOffset start, TimeSpan duration) = Timed(resource.Start, resource.End);
        if (_over.Keeps(duration)) _over.AddResource(ToStep(resource));
        else _over.SumUp(start, duration, resource.Outcome);
    }

    /// <summary>All steps, if the phase ended now.</summary>
    /// <param name="end">How long after its start.</param>
    /// <param name="ofOpen">How stages and passes end that are open.</param>
    /// <param name="resources">The resources that are open, as they end.</param>
    public IReadOnlyList<Step> ToSteps(TimeSpan end, StepOutcome ofOpen, IEnumerable<Step> resources)
    {
        KeptSteps all = _over.Copy();
        foreach (OpenStage stage in _open) all.AddOpenStage(stage.Number, ToStep(stage, end, ofOpen));
        foreach (Step resource in resources) all.AddResource(resource);
        return all.ToSteps();
    }

    /// <summary>Work on a resource that is over, as a step.</summary>
    public Step ToStep(in EndedResource resource)
    {
        (DateTimeOffset start, TimeSpan duration) = Timed(resource.Start, resource.End);
        return new Step
        {
            Kind = StepKind.Resource,
            Name = resource.Name,
            Action = resource.Action,
            Start = start,
            Duration = duration,
            Outcome = resource.Outcome,
        };
    }

    private Step ToStep(OpenStage stage, TimeSpan end, StepOutcome outcome)
    {
        (DateTimeOffset start, TimeSpan duration) = Timed(stage.Start, end);
        return new Step { Kind = stage.Kind, Name = stage.Name, Start = start, Duration = duration, Outcome = outcome };
    }

    // Both ends are cut to milliseconds, not the duration: one that begins where another ends leaves no gap, and they add up.
    private (DateTimeOffset Start, TimeSpan Duration) Timed(TimeSpan begun, TimeSpan end) =>
        (_start + Floor(begun), Floor(end) - Floor(begun));

    private static TimeSpan Floor(TimeSpan time) => TimeSpan.FromTicks(Floor(time.Ticks));

    private static long Floor(long ticks) => ticks - ticks % TimeSpan.TicksPerMillisecond;
}
