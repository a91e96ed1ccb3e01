namespace Cake.BuildTiming;

/// <summary>The task's run is a phase: the decorator times it and records a row.</summary>
/// <param name="phase">The phase's name in the registry, for example <c>integration-tests</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TimedAttribute(string phase) : Attribute
{
    /// <summary>The phase's name in the registry.</summary>
    public string Phase { get; } = phase;
}
