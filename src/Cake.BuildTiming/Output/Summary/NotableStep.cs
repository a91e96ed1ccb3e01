using BuildTiming.Model;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>A part of a phase that is worth a line; several parts of one name are one.</summary>
/// <param name="Step">The part, the first where there are several.</param>
/// <param name="Duration">How long all of that name took.</param>
/// <param name="Comparison">Against what is usual; null where that is not known.</param>
internal sealed record NotableStep(Step Step, TimeSpan Duration, Comparison? Comparison)
{
    /// <summary>It took longer than nine in ten did.</summary>
    public bool IsSlow => Comparison is { IsSlow: true };

    /// <summary>It stands in the line of a stage.</summary>
    public bool IsInner { get; init; }
}
