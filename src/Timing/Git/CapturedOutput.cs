namespace BuildTiming.Git;

/// <summary>What came out of a pipe.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsWhole">It is all that came, and the pipe's end was reached: else it is no answer.</param>
internal sealed record CapturedOutput(string Text, bool IsWhole);
