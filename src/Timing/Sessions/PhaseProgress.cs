using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output.Steps;

namespace BuildTiming.Sessions;

/// <summary>How far the open phase has come, and how long it may still take.</summary>
/// <param name="Phase">What is known of it since its start.</param>
/// <param name="Elapsed">How long it has taken.</param>
/// <param name="Steps">Its stage, its pass and its resources.</param>
/// <param name="History">Its earlier runs; null where none are known, or not yet.</param>
/// <param name="Estimate">What remains; null where too few earlier runs are known.</param>
internal sealed record PhaseProgress(PhaseStart Phase, TimeSpan Elapsed, StepProgress? Steps, PhaseHistory? History, Estimate? Estimate);
