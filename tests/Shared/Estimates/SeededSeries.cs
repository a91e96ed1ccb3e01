using BuildTiming.Insight;
using BuildTiming.Model;

namespace Tests.Shared.Estimates;

/// <summary>Runs of a phase of six stages, one after the other, made up: the same seed gives the same runs.</summary>
/// <param name="seed">The seed.</param>
/// <param name="shape">How long each stage takes.</param>
internal sealed class SeededSeries(int seed, StageShape shape)
{
    // The phase's own work before the first stage.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset First = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>The runs, one a day, oldest first.</summary>
    public IReadOnlyList<PastRun> Runs(int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => Run(number, random))];
    }

    private PastRun Run(int number, Random random)
    {
        DateTimeOffset start = First.AddDays(number);
        DateTimeOffset end = start + Beginning;
        List<Step> steps = [];
        foreach ((int stage, double seconds) in shape(number, random).Index())
        {
            // Zero: this run leaves the stage out.
            if (seconds <= 0) continue;
            var duration = TimeSpan.FromMilliseconds(Math.Round(1000 * seconds));
            steps.Add(new Step
            {
                Kind = StepKind.Stage,
                Name = $"Stage {stage + 1}",
                Start = end,
                Duration = duration,
                Outcome = StepOutcome.Ok,
            });
            end += duration;
        }

        return new PastRun { Start = start, Duration = TimeSpan.FromSeconds(Math.Round((end - start).TotalSeconds)), Steps = steps };
    }
}
