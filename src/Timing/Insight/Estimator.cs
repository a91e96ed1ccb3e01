using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>Estimates how long a running phase still takes.</summary>
/// <param name="history">Earlier runs.</param>
internal sealed class Estimator(PhaseHistory history)
{
    private const double Most = 0.9;

    /// <summary>What remains at a moment of the run; null where too few earlier runs are known.</summary>
    /// <param name="elapsed">How long it has taken.</param>
    /// <param name="stage">The stage that it is in; null outside of stages.</param>
    /// <param name="inStage">How long it has been in that stage.</param>
    public Estimate? At(TimeSpan elapsed, string? stage, TimeSpan inStage)
    {
        if (history.Runs.Count < UsualDuration.FewestRuns) return null;
        TimeSpan longest = history.Runs.Max(run => run.Duration);
        bool isBeyond = elapsed >= longest;
        double[] left =
            [.. history.Runs.Select(run => FromStage(run, stage)).OfType<TimeSpan>().Select(rest => (rest - inStage).TotalSeconds)];
        if (left.Length < UsualDuration.FewestRuns) left = [.. history.Runs.Select(run => (run.Duration - elapsed).TotalSeconds)];
        double[] sorted = [.. left.Where(seconds => seconds > 0)];
        if (sorted.Length == 0) sorted = [0];
        Array.Sort(sorted);
        return new Estimate(
            TimeSpan.FromSeconds(Quantile.Median(sorted)), TimeSpan.FromSeconds(Quantile.Of(sorted, Most)), history.Runs.Count, isBeyond,
            longest);
    }

    private static TimeSpan? FromStage(PastRun run, string? stage) =>
        run.Steps.FirstOrDefault(step => step.Kind == StepKind.Stage && step.Name == stage) is { } found
        ? run.Start + run.Duration - found.Start
        : null;
}
