using BuildTiming.Output.Stages;

namespace BuildTiming.Output.Steps;

/// <summary>What a line said that may turn out to be quoted; one of the three is set.</summary>
/// <param name="At">When it came.</param>
/// <param name="Marker">A stage that it announced.</param>
/// <param name="Resource">The line, when it was about a resource.</param>
/// <param name="Blamed">The address that an error named.</param>
internal sealed record HeldStep(TimeSpan At, StageMarker? Marker, byte[]? Resource, byte[]? Blamed)
{
    /// <summary>About how much memory it takes.</summary>
    public int Size => 128 + (2 * (Marker?.Name.Length ?? 0)) + (Resource?.Length ?? 0) + (Blamed?.Length ?? 0);
}
