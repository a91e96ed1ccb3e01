using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>A phase of this run that has ended, and what it is held against.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Steps">Its parts.</param>
/// <param name="History">Its earlier runs; null where none are known.</param>
internal sealed record EndedPhase(TimingRow Row, IReadOnlyList<Step> Steps, PhaseHistory? History)
{
    /// <summary>What it said last, where it failed; null where that is not known.</summary>
    public LastWords? LastWords { get; init; }

    /// <summary>It ended with 0 although Terraform's last run in it failed.</summary>
    public bool HidesFailure { get; init; }

    /// <summary>It ended well.</summary>
    public bool Succeeded => Row.ExitCode == 0;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Row.DurationSeconds);

    /// <summary>How long it took against what is usual; null where that is not known, or where it did not end well.</summary>
    public Comparison? Comparison => Succeeded && !HidesFailure && History?.Usual is { } usual ? new Comparison(Duration, usual) : null;

    /// <summary>The stage that it was in when it ended without success; null outside of stages.</summary>
    public Step? LastStage => Succeeded ? null : Unfinished(StepKind.Stage);

    /// <summary>The pass of <see cref="LastStage"/>; null where there was none.</summary>
    public Step? LastPass => LastStage is { } stage && Unfinished(StepKind.Pass) is { } pass && pass.Start >= stage.Start ? pass : null;

    /// <summary>How long a part usually takes; null where that is not known.</summary>
    public UsualDuration? UsualOf(Step step) => step.Kind switch
    {
        StepKind.Stage => History?.UsualOfStage(step.Name),
        StepKind.Resource => History?.UsualOfResource(step.Name, step.Action),
        _ => null,
    };

    private Step? Unfinished(StepKind kind) =>
        Steps.LastOrDefault(step => step.Kind == kind && step.Outcome != StepOutcome.Ok && !StepSummary.IsSummary(step));
}
