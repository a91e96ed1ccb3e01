using BuildTiming.Insight;
using BuildTiming.Model;
using FsCheck;
using FsCheck.Fluent;
using Tests.Shared.Estimates;

namespace Timing.Tests.Insight;

public sealed class EstimatorTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A history of seeded runs, a moment, and a later one.</summary>
    private static readonly Arbitrary<(Estimator Estimator, PhaseHistory History, int At, int Start, int Later)> Moments = Arb.From(
        from seed in Gen.Choose(1, 1_000_000)
        from shape in Gen.Elements(StageShapes.All.Select(series => series.Shape).ToArray())
        from runs in Gen.Choose(3, 20)
        from at in Gen.Choose(0, 2_000)
        from inStage in Gen.Choose(0, 500)
        from later in Gen.Choose(0, 30)
        let history = new PhaseHistory(new SeededSeries(seed, shape).Runs(runs))
        select (new Estimator(history), history, at, Math.Max(0, at - inStage), at + later));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_fewer_than_three_runs_nothing_is_said(int runs) =>
        Assert.Null(Of([.. Enumerable.Repeat(100, runs)]).At(Seconds(1), null, TimeSpan.Zero));

    [Fact]
    public void Only_runs_that_took_at_least_as_long_tell_what_remains()
    {
        Estimate estimate = Of(100, 110, 200, 210, 220).At(Seconds(150), null, TimeSpan.Zero)!;

        Assert.Equal(Seconds(60), estimate.Remaining);
        Assert.Equal((5, false, Seconds(220)), (estimate.Runs, estimate.IsBeyond, estimate.Longest));
    }

    [Fact]
    public void A_run_that_takes_longer_than_any_before_is_beyond_them()
    {
        Estimate estimate = Of(100, 110, 120).At(Seconds(121), null, TimeSpan.Zero)!;

        Assert.True(estimate.IsBeyond);
        Assert.Equal(TimeSpan.Zero, estimate.Remaining);
        Assert.InRange(estimate.Upper, Seconds(1), Seconds(20));
    }

    [Fact]
    public void Long_after_the_longest_nothing_is_said_of_what_remains() =>
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, true), Of(100, 110, 120).At(Seconds(1000), null, TimeSpan.Zero) is { } estimate
            ? (estimate.Remaining, estimate.Upper, estimate.IsBeyond)
            : default);

    [Fact]
    public void A_stage_tells_more_than_the_time_that_has_elapsed()
    {
        // It began late, and so it has as much ahead as ever.
        Estimate estimate = WithStages(("Apply", 100), ("Sync", 60)).At(Seconds(150), "Sync", Seconds(10))!;

        Assert.Equal(Seconds(50), estimate.Remaining);
    }

    [Fact]
    public void A_stage_that_takes_longer_than_ever_leaves_what_comes_after_it()
    {
        Estimate estimate = WithStages(("Apply", 100), ("Sync", 60)).At(Seconds(300), "Apply", Seconds(300))!;

        Assert.Equal(Seconds(60), estimate.Remaining);
        Assert.True(estimate.IsBeyond);
    }

    [Fact]
    public void Of_stages_of_the_same_name_the_one_counts_that_began_at_about_the_same_time()
    {
        Estimator estimator = WithStages(("Wait", 10), ("Apply", 100), ("Wait", 20), ("Sync", 30));

        Assert.Equal(Seconds(155), estimator.At(Seconds(5), "Wait", Seconds(5))!.Remaining);
        Assert.Equal(Seconds(45), estimator.At(Seconds(118), "Wait", Seconds(5))!.Remaining);
    }

    [Fact]
    public void A_stage_that_no_earlier_run_had_tells_nothing() =>
        Assert.Equal(Seconds(110), WithStages(("Apply", 100), ("Sync", 60)).At(Seconds(50), "New", Seconds(10))!.Remaining);

    [Fact]
    public void Nothing_is_ever_negative_and_the_bound_is_never_below_the_median() => Prop.ForAll(Moments, moment =>
        StageNames().All(stage =>
        {
            Estimate estimate = At(moment.Estimator, moment.At, stage, moment.Start);
            return estimate.Remaining >= TimeSpan.Zero && estimate.Upper >= estimate.Remaining
                && estimate.IsBeyond == (Seconds(moment.At) > estimate.Longest) && estimate.Runs == moment.History.Runs.Count;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_nothing_new_is_learnt_what_remains_falls_as_time_goes_by() => Prop.ForAll(Moments, moment =>
        StageNames().All(stage =>
        {
            if (LearnsBetween(moment.History, moment.At, moment.Later, moment.Start)) return true;
            Estimate before = At(moment.Estimator, moment.At, stage, moment.Start);
            Estimate after = At(moment.Estimator, moment.Later, stage, moment.Start);
            TimeSpan fallen = before.Remaining - after.Remaining;
            return fallen >= TimeSpan.Zero && fallen <= Seconds(moment.Later - moment.At) + TimeSpan.FromMilliseconds(1);
        })).QuickCheckThrowOnFailure();

    private static Estimate At(Estimator estimator, int at, string? stage, int start) =>
        estimator.At(Seconds(at), stage, stage is null ? TimeSpan.Zero : Seconds(at - start))!;

    private static IEnumerable<string?> StageNames() => [null, .. Enumerable.Range(1, 6).Select(number => $"Stage {number}")];

    /// <summary>The run outlasts an earlier one in between, or its stage outlasts an earlier one's.</summary>
    private static bool LearnsBetween(PhaseHistory history, int at, int later, int start) => history.Runs.Any(run =>
        IsBetween(run.Duration, at, later) || run.Steps.Any(step => IsBetween(step.Duration, at - start, later - start)));

    private static bool IsBetween(TimeSpan duration, int from, int to) => duration >= Seconds(from) && duration <= Seconds(to);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Estimator Of(params int[] seconds) =>
        new(new PhaseHistory(seconds.Select((duration, day) => new PastRun { Start = First.AddDays(day), Duration = Seconds(duration) })));

    /// <summary>Five runs, all with the same stages.</summary>
    private static Estimator WithStages(params (string Name, int Seconds)[] stages) =>
        new(new PhaseHistory(Enumerable.Range(0, 5).Select(day => Run(day, stages))));

    private static PastRun Run(int day, (string Name, int Seconds)[] stages)
    {
        DateTimeOffset start = First.AddDays(day), end = start;
        List<Step> steps = [];
        foreach ((string name, int seconds) in stages)
        {
            steps.Add(new Step
            {
                Kind = StepKind.Stage,
                Name = name,
                Start = end,
                Duration = Seconds(seconds),
                Outcome = StepOutcome.Ok,
            });
            end += Seconds(seconds);
        }

        return new PastRun { Start = start, Duration = end - start, Steps = steps };
    }
}
