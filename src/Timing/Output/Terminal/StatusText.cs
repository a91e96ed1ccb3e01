namespace BuildTiming.Output.Terminal;

/// <summary>What is to be shown beside a phase's output.</summary>
/// <param name="Size">The size of the terminal that it was made for.</param>
/// <param name="Line">The last line, shorter than the terminal is wide; it may hold colours.</param>
/// <param name="Window">What is to be said around the screen.</param>
internal sealed record StatusText(TerminalSize Size, string Line, WindowCodes Window);
