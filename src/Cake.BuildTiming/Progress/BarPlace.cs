using BuildTiming.Output.Terminal;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>A bar in the last line of a terminal, and what is around its screen.</summary>
internal sealed class BarPlace : IProgressPlace
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TerminalOutput _terminal;
    private readonly BarText _text;
    private readonly WindowSigns _window;
    private readonly IDisposable? _signals;

    /// <summary>From here on the terminal is shared.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="text">What the bar says.</param>
    /// <param name="window">What is said around the screen.</param>
    /// <param name="changed">Told when the bar is to be shown anew.</param>
    public BarPlace(TerminalOutput terminal, BarText text, WindowSigns window, Action changed)
    {
        (_terminal, _text, _window) = (terminal, text, window);
        if (OperatingSystem.IsLinux()) _signals = new TerminalSignals(terminal, changed);
    }

    /// <inheritdoc/>
    public TimeSpan Show(PhaseProgress progress)
    {
        TerminalSize size = _terminal.Size;
        _terminal.Show(new StatusText(size, _text.Of(progress, size.Columns), _window.Of(progress)));
        // When the next second has passed, and not just before.
        return Second - TimeSpan.FromTicks(progress.Elapsed.Ticks % TimeSpan.TicksPerSecond) + TimeSpan.FromMilliseconds(5);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals?.Dispose();
}
