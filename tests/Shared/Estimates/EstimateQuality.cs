using BuildTiming.Insight;
using BuildTiming.Model;

namespace Tests.Shared.Estimates;

/// <summary>
/// How good the estimate is: at a quarter, a half and three quarters of each run, by the runs before it, against the naive one (the median
/// less what has elapsed, never below zero).
/// </summary>
internal sealed class EstimateQuality
{
    private static readonly double[] Moments = [0.25, 0.5, 0.75];

    private readonly double[] _naive = new double[Moments.Length];
    private readonly double[] _own = new double[Moments.Length];
    private int _held;

    /// <summary>How many runs were estimated.</summary>
    public int Runs { get; private set; }

    /// <summary>The mean absolute error in seconds at a quarter, a half and three quarters.</summary>
    public IReadOnlyList<double> Errors => [.. _own.Select(sum => sum / Runs)];

    /// <summary>The same of the naive estimate.</summary>
    public IReadOnlyList<double> NaiveErrors => [.. _naive.Select(sum => sum / Runs)];

    /// <summary>The errors against the naive ones.</summary>
    public IReadOnlyList<double> Ratios => [.. _own.Zip(_naive, (own, naive) => own / naive)];

    /// <summary>The sum of the errors against that of the naive ones.</summary>
    public double Ratio => _own.Sum() / _naive.Sum();

    /// <summary>In how many of a hundred cases the run took no longer than the upper bound.</summary>
    public double Held => 100.0 * _held / (Runs * Moments.Length);

    /// <summary>Estimates runs of a series by those before them.</summary>
    /// <param name="runs">The series, oldest first.</param>
    /// <param name="first">The first one that is estimated: at least the fourth.</param>
    public void Add(IReadOnlyList<PastRun> runs, int first)
    {
        for (int i = first; i < runs.Count; i++)
        {
            var history = new PhaseHistory(runs.Take(i).TakeLast(PhaseHistory.MostRuns));
            TimeSpan median = history.Usual!.Median;
            for (int moment = 0; moment < Moments.Length; moment++) Add(history, median, runs[i], moment);
            Runs++;
        }
    }

    private void Add(PhaseHistory history, TimeSpan median, PastRun run, int moment)
    {
        TimeSpan elapsed = run.Duration * Moments[moment];
        double remains = (run.Duration - elapsed).TotalSeconds;
        DateTimeOffset now = run.Start + elapsed;
        Step? stage = run.Steps.LastOrDefault(
            step => step.Kind == StepKind.Stage && step.Start <= now && now < step.Start + step.Duration);
        Estimate estimate = new Estimator(history).At(elapsed, stage?.Name, stage is null ? TimeSpan.Zero : now - stage.Start)!;
        _naive[moment] += Math.Abs(Math.Max(0, (median - elapsed).TotalSeconds) - remains);
        _own[moment] += Math.Abs(estimate.Remaining.TotalSeconds - remains);
        if (estimate.Upper.TotalSeconds >= remains) _held++;
    }
}
