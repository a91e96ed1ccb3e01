using BuildTiming.Insight;

namespace Tests.Shared.Estimates;

/// <summary>The quality of the estimate on one of the seeded series.</summary>
/// <param name="Name">The series.</param>
/// <param name="HasStages">The runs have stages; else nothing is known of each but how long it took.</param>
/// <param name="Quality">The figures.</param>
internal sealed record SeriesQuality(string Name, bool HasStages, EstimateQuality Quality)
{
    private const int Seeds = 5;
    private const int Estimated = 100;
    private const int FewRuns = 9;

    /// <summary>All series, with stages and without: of each 500 runs, by the 20 before them.</summary>
    public static IReadOnlyList<SeriesQuality> All { get; } = Measure(PhaseHistory.MostRuns + Estimated, PhaseHistory.MostRuns, Seeds);

    /// <summary>The same where the registry is young: by three to eight runs.</summary>
    public static IReadOnlyList<SeriesQuality> Young { get; } = Measure(FewRuns, UsualDuration.FewestRuns, 10 * Seeds);

    private static SeriesQuality[] Measure(int runs, int first, int seeds) =>
    [
        .. new[] { true, false }.SelectMany(hasStages => StageShapes.All.Select(series =>
        {
            var quality = new EstimateQuality();
            for (int seed = 1; seed <= seeds; seed++)
            {
                IReadOnlyList<PastRun> made = new SeededSeries(seed, series.Shape).Runs(runs);
                quality.Add(hasStages ? made : [.. made.Select(WithoutSteps)], first);
            }

            return new SeriesQuality(series.Name, hasStages, quality);
        })),
    ];

    private static PastRun WithoutSteps(PastRun run) => new() { Start = run.Start, Duration = run.Duration };
}
