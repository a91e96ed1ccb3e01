using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>A run of a phase that ended well.</summary>
internal sealed class PastRun
{
    /// <summary>When it started.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The build's name.</summary>
    public string BuildId { get; init; } = string.Empty;

    /// <summary>Its stages, passes and resources; none where the registry has none of it.</summary>
    public IReadOnlyList<Step> Steps { get; set; } = [];
}
