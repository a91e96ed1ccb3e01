using BuildTiming.Model;

namespace BuildTiming.Output.Steps;

/// <summary>A step that is kept, and its place.</summary>
/// <param name="Number">In which order it began, or was over, among those of its kind.</param>
/// <param name="Step">The step.</param>
internal sealed record KeptStep(int Number, Step Step)
{
    /// <summary>The one that began first comes first.</summary>
    public static IComparer<KeptStep> InOrder { get; } = Comparer<KeptStep>.Create((one, other) => one.Number.CompareTo(other.Number));

    /// <summary>The slowest comes first; of two that took equally long, the earlier one.</summary>
    public static IComparer<KeptStep> SlowestFirst { get; } = Comparer<KeptStep>.Create((one, other) =>
        other.Step.Duration.CompareTo(one.Step.Duration) is not 0 and var difference ? difference : one.Number.CompareTo(other.Number));
}
