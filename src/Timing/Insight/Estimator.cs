namespace BuildTiming.Insight;

/// <summary>Estimates how long a running phase still takes, by how long its earlier runs took from a moment like this on.</summary>
/// <remarks>docs/insight.md gives the reasons, and what was measured.</remarks>
/// <param name="history">The earlier runs.</param>
internal sealed class Estimator(PhaseHistory history)
{
    /// <summary>What remains at a moment of the run; null where fewer than three earlier runs are known.</summary>
    /// <param name="elapsed">How long it has taken.</param>
    /// <param name="stage">The stage that it is in; null outside of stages.</param>
    /// <param name="inStage">How long it has been in that stage.</param>
    public Estimate? At(TimeSpan elapsed, string? stage, TimeSpan inStage)
    {
        double[] runs = history.Seconds();
        if (runs.Length < UsualDuration.FewestRuns) return null;
        List<StageOfRun> stages = stage is null ? [] : StagesOf(stage, (elapsed - inStage).TotalSeconds);
        (double remaining, double upper) = stages.Count < UsualDuration.FewestRuns
            ? OfRuns(runs, elapsed.TotalSeconds)
            : OfStages(stages, elapsed.TotalSeconds, inStage.TotalSeconds);
        double longest = runs.Max();
        return new Estimate(
            TimeSpan.FromSeconds(Math.Max(0, remaining)), TimeSpan.FromSeconds(Math.Max(0, Math.Max(remaining, upper))), runs.Length,
            elapsed.TotalSeconds > longest, TimeSpan.FromSeconds(longest));
    }

    /// <summary>By how long runs took from the beginning of the present stage on.</summary>
    private static (double Remaining, double Upper) OfStages(List<StageOfRun> stages, double elapsed, double inStage)
    {
        List<StageOfRun> alike = Narrow(stages, run => run.Run > elapsed);
        alike = Narrow(alike, run => run.Stage > inStage);
        double[] rests = new double[alike.Count];
        for (int i = 0; i < rests.Length; i++) rests[i] = alike[i].RestAt(inStage);
        return (Median(rests), PredictionBound.Of(rests));
    }

    /// <summary>By how long whole runs took.</summary>
    private static (double Remaining, double Upper) OfRuns(double[] runs, double elapsed)
    {
        double[] rests = Array.ConvertAll(runs, run => run - elapsed);
        double[] longer = Array.FindAll(rests, rest => rest > 0);
        if (longer.Length >= UsualDuration.FewestRuns) return (Median(longer), PredictionBound.Of(longer));
        // Where hardly a run took as long, those that came nearest show how far one may go beyond the others.
        Array.Sort(rests);
        return (longer.Length == 0 ? 0 : Median(longer), PredictionBound.Of(rests[^UsualDuration.FewestRuns..]));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return Quantile.Median(sorted);
    }

    /// <summary>Those that are like the present run; all where they are too few.</summary>
    private static List<StageOfRun> Narrow(List<StageOfRun> runs, Predicate<StageOfRun> isAlike)
    {
        List<StageOfRun> found = runs.FindAll(isAlike);
        return found.Count < UsualDuration.FewestRuns ? runs : found;
    }

    private List<StageOfRun> StagesOf(string stage, double start)
    {
        List<StageOfRun> stages = [];
        foreach (PastRun run in history.Runs)
            if (StageOfRun.Find(run, stage, start) is { } found) stages.Add(found);
        return stages;
    }
}
