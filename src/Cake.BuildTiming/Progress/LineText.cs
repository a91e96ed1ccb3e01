using BuildTiming.Insight;
using BuildTiming.Output.Steps;
using BuildTiming.Sessions;
using Cake.BuildTiming.Output;

namespace Cake.BuildTiming.Progress;

/// <summary>What is said of a phase on lines between those of its output, in a pipe and in CI.</summary>
/// <param name="unicode">Signs beyond ASCII are shown.</param>
internal sealed class LineText(bool unicode)
{
    /// <summary>What is usual of the phase, when it starts; null where too few runs are known.</summary>
    public string? Usual(PhaseProgress progress) => progress.History?.Usual is { } usual
        ? Line(progress, $"usually {Figures.Duration(usual.Median)} (median of {Figures.Count(usual.Runs, "run")}; "
            + $"9 in 10 under {RoundedTime.Below(usual.P90)})")
        : null;

    /// <summary>How far a silent phase has come.</summary>
    public string Now(PhaseProgress progress)
    {
        string between = unicode ? " · " : " - ";
        IEnumerable<string?> parts = [Time(progress), Stage(progress), Resources(progress.Steps)];
        return Line(progress, string.Join(between, parts.OfType<string>()));
    }

    private static string Time(PhaseProgress progress)
    {
        string elapsed = Elapsed(progress.Elapsed);
        return progress switch
        {
            { Estimate: { IsBeyond: true } estimate } =>
                $"{elapsed}, longer than any of {Figures.Count(estimate.Runs, "run")} ({Figures.Duration(estimate.Longest)})"
                + (estimate.Remaining > TimeSpan.Zero ? $", about {RoundedTime.About(estimate.Remaining)} left" : string.Empty),
            { Estimate: { } estimate, History.Usual: { } usual } =>
                $"{elapsed} of usually {Figures.Duration(usual.Median)}, about {RoundedTime.About(estimate.Remaining)} left "
                + $"(under {RoundedTime.Below(estimate.Upper)} in 9 of 10)",
            _ => elapsed,
        };
    }

    private static string? Stage(PhaseProgress progress)
    {
        if (progress.Steps?.Stage is not { } stage) return null;
        TimeSpan elapsed = progress.Elapsed - stage.Start;
        UsualDuration? usual = progress.History?.UsualOfStage(stage.Name);
        string late = usual is not null && elapsed > usual.P90 ? $", usually {Figures.Duration(usual.Median)}" : string.Empty;
        string pass = progress.Steps.Pass is { } inside ? $", {inside.Name}" : string.Empty;
        return $"{stage.Name}{pass} for {Elapsed(elapsed)}{late}";
    }

    private static string? Resources(StepProgress? steps) => steps switch
    {
        null or { InProgress: 0, Done: 0 } => null,
        { InProgress: 0 } => $"{Figures.Count(steps.Done, "resource")} done",
        { Done: 0 } => $"{Figures.Count(steps.InProgress, "resource")} in progress",
        _ => $"{Figures.Count(steps.InProgress, "resource")} in progress, {steps.Done} done",
    };

    // What a clock shows: a second that has not passed does not count.
    private static string Elapsed(TimeSpan time) => Figures.Duration((long)time.TotalSeconds);

    private string Line(PhaseProgress progress, string text) => ShownText.Plain($"[{progress.Phase.Phase}] {text}", unicode);
}
