using BuildTiming.Model;

namespace BuildTiming.Phases;

/// <summary>A phase run of this program that is over, with what its row is too coarse for.</summary>
/// <param name="Start">What was known of it when it started.</param>
/// <param name="Began">When that was, by the wall clock: finer than the row, which holds whole seconds.</param>
/// <param name="Elapsed">How long it took, by the monotonic clock.</param>
/// <param name="IsInterrupted">A stop ended it.</param>
internal sealed record EndedPhase(PhaseStart Start, DateTimeOffset Began, TimeSpan Elapsed, bool IsInterrupted)
{
    /// <summary>Its row.</summary>
    public required TimingRow Row { get; init; }

    /// <summary>Its parts.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }
}
