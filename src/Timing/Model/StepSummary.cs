using System.Globalization;

namespace BuildTiming.Model;

/// <summary>Steps that stand for several others: <c>(1450 more)</c>, with the sum of their durations.</summary>
internal static class StepSummary
{
    private const string Start = "(";
    private const string End = " more)";

    /// <summary>
    /// The steps that there is room for, in their order, and behind them one for each kind of which some were left out. What has not ended
    /// well is kept first, then stages, passes and resources, the longest first.
    /// </summary>
    /// <param name="steps">The steps.</param>
    /// <param name="room">How much there is room for.</param>
    /// <param name="sizeOf">How much of it a step takes.</param>
    public static IReadOnlyList<Step> Fit(IReadOnlyList<Step> steps, int room, Func<Step, int> sizeOf)
    {
        long size = 0;
        foreach (Step step in steps) size += sizeOf(step);
        if (size <= room) return steps;
        // An earlier summary is counted in with the others that are left out.
        Step[] ranked =
        [
            .. steps.Where(step => !IsSummary(step)).OrderBy(step => step.Outcome == StepOutcome.Ok).ThenBy(step => step.Kind)
                .ThenByDescending(step => step.Duration),
        ];
        long left = room - (Enum.GetValues<StepKind>().Length * (long)sizeOf(steps[0] with { Name = NameOf(steps.Count) }));
        HashSet<Step> kept = new(ranked.TakeWhile(step => (left -= sizeOf(step)) >= 0), ReferenceEqualityComparer.Instance);
        return
        [
            .. steps.Where(kept.Contains),
            .. steps.Where(step => !kept.Contains(step)).GroupBy(step => step.Kind).Select(Of),
        ];
    }

    /// <summary>The name of a step that stands for so many.</summary>
    public static string NameOf(int count) => string.Create(CultureInfo.InvariantCulture, $"{Start}{count}{End}");

    /// <summary>It stands for others.</summary>
    public static bool IsSummary(Step step) => NumberOf(step) is not null;

    /// <summary>How many steps it stands for; 1 for one that stands for itself.</summary>
    public static int CountOf(Step step) => NumberOf(step) ?? 1;

    private static Step Of(IGrouping<StepKind, Step> steps)
    {
        var total = default(StepTotal);
        foreach (Step step in steps) total.Add(step);
        return total.ToStep(steps.Key)!;
    }

    private static int? NumberOf(Step step)
    {
        string name = step.Name;
        return step.Action is null && name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan()[Start.Length..^End.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
    }
}
