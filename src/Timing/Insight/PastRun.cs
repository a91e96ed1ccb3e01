using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>A run of a phase that ended well.</summary>
/// <param name="start">When it started.</param>
/// <param name="duration">How long it took.</param>
/// <param name="steps">Its stages, passes and resources; none where the registry has none of it.</param>
internal sealed class PastRun(DateTimeOffset start, TimeSpan duration, IReadOnlyList<Step> steps)
{
    /// <summary>When it started.</summary>
    public DateTimeOffset Start => start;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => duration;

    /// <summary>Its stages, passes and resources; none where the registry has none of it.</summary>
    public IReadOnlyList<Step> Steps => steps;
}
