using BuildTiming.Model;
using BuildTiming.Output.Stages;

namespace BuildTiming.Output.Steps;

/// <summary>A stage or a pass that has begun.</summary>
/// <param name="Number">In which order it began, among all of the phase.</param>
/// <param name="Kind">Which of the two it is.</param>
/// <param name="Name">Its name, with the unit that it is of.</param>
/// <param name="Marker">The line that announced it.</param>
/// <param name="Start">When it began, after the phase's start.</param>
internal sealed record OpenStage(int Number, StepKind Kind, string Name, StageMarker Marker, TimeSpan Start);
