using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>A stage as an earlier run had it.</summary>
/// <param name="Run">How long the whole run took, in seconds.</param>
/// <param name="Stage">How long the stage took.</param>
/// <param name="After">How long the run took from its end on.</param>
internal sealed record StageOfRun(double Run, double Stage, double After)
{
    /// <summary>Finds the stage of that name; of several the one that began at about the same time.</summary>
    /// <param name="run">The earlier run.</param>
    /// <param name="name">The stage's name.</param>
    /// <param name="start">How long after the phase's start the present one began, in seconds.</param>
    /// <returns>The stage; null where the run had none of that name.</returns>
    public static StageOfRun? Find(PastRun run, string name, double start)
    {
        Step? nearest = null;
        double distance = double.MaxValue;
        foreach (Step step in run.Steps)
        {
            if (step.Kind != StepKind.Stage || step.Name != name) continue;
            double off = Math.Abs((step.Start - run.Start).TotalSeconds - start);
            if (off >= distance) continue;
            (nearest, distance) = (step, off);
        }

        if (nearest is null) return null;
        // The row counts in seconds, the step in milliseconds.
        double whole = run.Duration.TotalSeconds, stage = nearest.Duration.TotalSeconds;
        double after = whole - (nearest.Start - run.Start).TotalSeconds - stage;
        return new StageOfRun(whole, stage, Math.Max(0, after));
    }

    /// <summary>How long the run still took when it had been in the stage for as long, or what came after it if that was over.</summary>
    public double RestAt(double inStage) => Math.Max(0, Stage - inStage) + After;
}
