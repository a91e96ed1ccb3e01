using BuildTiming.Model;

namespace BuildTiming.Output.Steps;

/// <summary>Work on a resource that is over. Its name is made for those alone that are kept: most of a large run's are summed up.</summary>
internal readonly ref struct EndedResource
{
    /// <summary>What stands before its name.</summary>
    public required string Unit { get; init; }

    /// <summary>Its address.</summary>
    public required ReadOnlySpan<byte> Address { get; init; }

    /// <summary>What was done to it.</summary>
    public required StepAction Action { get; init; }

    /// <summary>When that began, after the phase's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When it was over.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>How it ended.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>Its address, with the unit that it is of.</summary>
    public string Name => Unit + NameBytes.Decode(Address);
}
