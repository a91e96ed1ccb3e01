using BuildTiming.Model;

namespace BuildTiming.Telemetry;

/// <summary>Which part of a phase another one is in: a resource in a pass or a stage, a pass in a stage.</summary>
internal static class StepTree
{
    /// <summary>The part that a part began in: of those that were under way then the one that began last.</summary>
    /// <param name="step">The part.</param>
    /// <param name="wider">Those that it may be in.</param>
    /// <returns>Null where it is in none, but the phase.</returns>
    public static Step? ParentOf(Step step, IEnumerable<Step> wider)
    {
        Step? parent = null;
        foreach (Step candidate in wider)
        {
            if (candidate.Kind >= step.Kind || !Contains(candidate, step.Start) || !SharesUnit(candidate, step)) continue;
            if (parent is null || candidate.Start > parent.Start || (candidate.Start == parent.Start && candidate.Kind >= parent.Kind))
                parent = candidate;
        }

        return parent;
    }

    // Lines that come together have one time.
    private static bool Contains(Step step, DateTimeOffset moment) =>
        step.Start == moment || (step.Start < moment && moment < step.Start + step.Duration);

    // Terragrunt runs units side by side: what is in none of them is around all.
    private static bool SharesUnit(Step outer, Step inner) =>
        UnitOf(outer) is var unit && (unit.IsEmpty || unit.SequenceEqual(UnitOf(inner)));

    private static ReadOnlySpan<char> UnitOf(Step step) =>
        step.Name is ['[', ..] && step.Name.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end ? step.Name.AsSpan(0, end) : default;
}
