namespace BuildTiming.Output.Terminal;

/// <summary>How much a terminal shows; zeros where it does not say.</summary>
internal readonly record struct TerminalSize(int Lines, int Columns);
