using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>
/// The newest runs of one phase that ended well, in one environment and with one version of the bootstrap script: what the next one is
/// held against.
/// </summary>
/// <param name="runs">The runs, oldest first.</param>
internal sealed class PhaseHistory(IReadOnlyList<PastRun> runs)
{
    /// <summary>How many runs count at most: older ones tell of a platform that has changed since.</summary>
    public const int MostRuns = 20;

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<PastRun> Runs => runs;

    /// <summary>How long the phase usually takes; null where fewer than three runs are known.</summary>
    public UsualDuration? Usual => UsualDuration.Of([.. runs.Select(run => run.Duration.TotalSeconds)]);

    /// <summary>How long a stage usually takes; null where fewer than three runs had it.</summary>
    public UsualDuration? UsualOfStage(string name) => UsualOf(step => step.Kind == StepKind.Stage && step.Name == name);

    /// <summary>How long work on a resource usually takes; null where fewer than three runs had it.</summary>
    public UsualDuration? UsualOfResource(string address, StepAction? action) =>
        UsualOf(step => step.Kind == StepKind.Resource && step.Name == address && step.Action == action);

    // Of a run in which it came more than once, all of it counts.
    private UsualDuration? UsualOf(Func<Step, bool> isMeant) => UsualDuration.Of(
    [
        .. runs.Select(run => run.Steps.Where(step => isMeant(step) && step.Outcome == StepOutcome.Ok).ToList())
            .Where(found => found.Count > 0).Select(found => found.Sum(step => step.Duration.TotalSeconds)),
    ]);
}
