namespace BuildTiming.Output;

/// <summary>A line of a phase's output.</summary>
/// <param name="Whole">The line as a terminal shows it.</param>
/// <param name="Unit">The unit that it is of where Terragrunt runs several, else empty.</param>
/// <param name="Text">The line without what others put in front of each line.</param>
internal sealed record TailLine(string Whole, string Unit, string Text);
