using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output.Steps;
using BuildTiming.Phases;

namespace BuildTiming.Sessions;

/// <summary>How far the open phase has come, and how long it may still take.</summary>
/// <param name="Phase">What is known of it since its start.</param>
/// <param name="Elapsed">How long it has taken.</param>
/// <param name="Steps">Its stage, its pass and its resources.</param>
/// <param name="History">Its earlier runs; null where none are known, or not yet.</param>
/// <param name="Estimate">What remains; null where too few earlier runs are known.</param>
internal sealed record PhaseProgress(PhaseStart Phase, TimeSpan Elapsed, StepProgress? Steps, PhaseHistory? History, Estimate? Estimate)
{
    /// <summary>The progress of a phase as it is now; nothing is waited for.</summary>
    /// <param name="run">The open phase.</param>
    /// <param name="past">Its earlier runs, as far as they are known by now.</param>
    public static PhaseProgress Of(PhaseRun run, PastRunReading past)
    {
        PhaseStart start = run.Start;
        TimeSpan elapsed = run.Output.Elapsed;
        StepProgress? steps = run.Output.Progress;
        Task<PastRuns?> reading = past.OfFolder(start.Folder);
        PhaseHistory? history = reading.IsCompleted ? reading.Result?.Of(start.Phase, start.Env, start.Flags) : null;
        TimeSpan inStage = steps?.Stage is { } stage ? elapsed - stage.Start : TimeSpan.Zero;
        Estimate? estimate = history is null ? null : new Estimator(history).At(elapsed, steps?.Stage?.Name, inStage);
        return new PhaseProgress(start, elapsed, steps, history, estimate);
    }
}
