using BuildTiming.Output.Stages;
using BuildTiming.Output.Terraform;

namespace BuildTiming.Output.Steps;

/// <summary>Times stages and resources of one output: that of a phase, or in it that of one of Terragrunt's units.</summary>
/// <param name="timer">Says when a line came, and keeps the steps.</param>
/// <param name="unit">What stands before the steps' names.</param>
internal sealed class UnitSteps(StepTimer timer, string unit)
{
    // Terraform prints a value in one go. What takes longer is none, though it may have begun like one.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);
    private const int MostHeld = 1 << 20;

    private readonly StageReader _reader = new(timer.Rules.Expressions);
    private readonly UnitStages _stages = new(unit, timer.Log);
    private readonly UnitResources _resources = new(unit, timer.Log);
    private readonly List<HeldStep> _held = [];
    private TimeSpan? _heldSince;
    private int _heldSize;

    /// <summary>The resources that are open, as they would end now.</summary>
    public UnitResources Resources => _resources;

    /// <summary>What the next line of the output announces, or null; to be asked once for each.</summary>
    public StageMarker? ReadMarker(ReadOnlySpan<byte> line, ReadOnlySpan<byte> whole) => _reader.Read(line, whole);

    /// <summary>Takes what a line says.</summary>
    public void Take(ReadOnlySpan<byte> line, StageMarker? marker, in ResourceLine resource, ReadOnlySpan<byte> atFault)
    {
        bool isAboutResource = resource.Moment is not (ResourceMoment.None or ResourceMoment.Refreshes);
        if (marker is null && !isAboutResource && atFault.IsEmpty) return;
        TimeSpan at = timer.At;
        if (_heldSince is { } since && (at - since > LongestHold || _heldSize > MostHeld || timer.HoldsTooMuch)) Release();
        if (_heldSince is not null)
            Keep(new HeldStep(at, marker, isAboutResource ? line.ToArray() : null, atFault.IsEmpty ? null : atFault.ToArray()));
        else if (marker is not null)
            Take(marker, at);
        else if (isAboutResource)
            _resources.Take(resource, at);
        else
            _resources.Blame(atFault, at);
    }

    /// <summary>An output value begins, as it seems: what its lines say does not count.</summary>
    public void Hold() => _heldSince ??= timer.At;

    /// <summary>The value is complete.</summary>
    public void Forget()
    {
        _held.Clear();
        timer.Held -= _heldSize;
        (_heldSince, _heldSize) = (null, 0);
    }

    /// <summary>There was no value: what was held counts.</summary>
    public void Release()
    {
        foreach (HeldStep held in _held)
        {
            if (held.Marker is { } marker) Take(marker, held.At);
            else if (held.Resource is { } line) _resources.Take(ResourceLine.Read(line), held.At);
            else _resources.Blame(held.Blamed, held.At);
        }

        Forget();
    }

    private void Keep(HeldStep step)
    {
        _held.Add(step);
        _heldSize += step.Size;
        timer.Held += step.Size;
    }

    private void Take(StageMarker marker, TimeSpan at)
    {
        if (_stages.Take(marker, at)) timer.StageHasBegun();
    }
}
