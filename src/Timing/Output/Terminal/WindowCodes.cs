namespace BuildTiming.Output.Terminal;

/// <summary>Escape sequences for what is around a screen: the window's title, the progress in the task bar.</summary>
/// <param name="Opening">What keeps the things as they were.</param>
/// <param name="Change">What they are to be now; written when it changes.</param>
/// <param name="Closing">What gives them back.</param>
internal sealed record WindowCodes(string Opening, string Change, string Closing)
{
    /// <summary>The window is left alone.</summary>
    public static WindowCodes None { get; } = new(string.Empty, string.Empty, string.Empty);
}
