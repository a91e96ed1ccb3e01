using BuildTiming.Model;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>Chooses the parts of a phase that a reader wants to know of: those that were slow, and where the time goes.</summary>
internal static class NotableSteps
{
    private const int MostStages = 3;
    private const int MostResources = 2;

    /// <summary>Where a phase has no stages, resources tell all.</summary>
    private const int MostResourcesAlone = 3;

    /// <summary>What takes less of a phase is worth no line, unless it is slow.</summary>
    private const double LeastShare = 0.1;

    /// <summary>Of a shorter phase nobody asks where its time goes.</summary>
    private static readonly TimeSpan ShortPhase = TimeSpan.FromMinutes(1);

    /// <summary>The parts, each resource behind the stage that it began in; none of a phase that did not end well.</summary>
    public static IReadOnlyList<NotableStep> Of(EndedPhase phase)
    {
        if (!phase.Succeeded) return [];
        IReadOnlyList<NotableStep> stages = Chosen(phase, StepKind.Stage, MostStages);
        List<NotableStep> resources = [.. Chosen(phase, StepKind.Resource, stages.Count > 0 ? MostResources : MostResourcesAlone)];
        var all = new List<NotableStep>();
        foreach (NotableStep stage in stages)
        {
            all.Add(stage);
            NotableStep[] inner = [.. resources.Where(resource => IsIn(resource.Step, stage.Step))];
            all.AddRange(inner.Select(resource => resource with { IsInner = true }));
            resources.RemoveAll(resource => inner.Contains(resource));
        }

        return [.. all, .. resources];
    }

    private static IReadOnlyList<NotableStep> Chosen(EndedPhase phase, StepKind kind, int most)
    {
        List<NotableStep> found =
        [
            .. phase.Steps.Where(step => step.Kind == kind && step.Outcome == StepOutcome.Ok && !StepSummary.IsSummary(step))
                .GroupBy(step => $"{step.Action} {step.Name}")
                .Select(group => Of(phase, [.. group]))
                .Where(step => step.IsSlow || (phase.Duration >= ShortPhase && step.Duration >= LeastShare * phase.Duration)),
        ];
        found.Sort(Compare);
        return found.Count > most ? found.GetRange(0, most) : found;
    }

    // What was slow comes first, by how much; then the longest.
    private static int Compare(NotableStep one, NotableStep other) =>
        Excess(other).CompareTo(Excess(one)) is not 0 and var order ? order : other.Duration.CompareTo(one.Duration);

    private static TimeSpan Excess(NotableStep step) => step.IsSlow ? step.Comparison!.Excess : TimeSpan.Zero;

    private static NotableStep Of(EndedPhase phase, Step[] same)
    {
        var duration = TimeSpan.FromTicks(same.Sum(step => step.Duration.Ticks));
        return new NotableStep(same[0], duration, phase.UsualOf(same[0]) is { } usual ? new Comparison(duration, usual) : null);
    }

    private static bool IsIn(Step resource, Step stage) =>
        resource.Start >= stage.Start && resource.Start < stage.Start + stage.Duration;
}
