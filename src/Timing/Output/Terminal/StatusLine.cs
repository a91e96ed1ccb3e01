using System.Text;

namespace BuildTiming.Output.Terminal;

/// <summary>The last line of a terminal, which stays while a phase's output scrolls above it.</summary>
/// <remarks>
/// For one thread at a time: <see cref="TerminalOutput"/> sees to that. Each change is one write, and none while a character or an escape
/// sequence of the phase is under way.
/// </remarks>
/// <param name="device">The terminal.</param>
/// <param name="text">Follows the phase's output.</param>
internal sealed class StatusLine(ITerminalDevice device, ScreenText text)
{
    /// <summary>A lower terminal has no line to spare.</summary>
    public const int LeastLines = 10;

    private StatusText _shown = new(default, string.Empty, WindowCodes.None);
    private bool _isUnsetDue;

    /// <summary>The line is on the screen.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Shows a text, where the phase and the terminal allow it now.</summary>
    public void Show(StatusText next)
    {
        if (text.IsInside || device.IsOthers || !device.IsReady) return;
        if (text.NeedsScreen || device.GivesSingleKeys || next.Size.Lines < LeastLines) Leave();
        else if (!text.HasSavedCursor && !text.IsAtEdge(next.Size.Columns) && device.Size == next.Size) Draw(next);
    }

    /// <summary>The phase is about to write.</summary>
    public void Before(ReadOnlySpan<byte> bytes)
    {
        bool canWrite = !text.IsInside;
        TerminalSize size = device.Size;
        if (IsShown && canWrite && size != _shown.Size) Write(Fit(size));
        text.HasTakenScreen = false;
        text.Take(bytes, size.Lines);
        if (!IsShown || !(text.NeedsScreen || text.HasTakenScreen)) return;
        if (canWrite)
        {
            Leave();
            return;
        }

        // A program's first sequence came in two parts. In the screen that it gets there is no line of ours, but not all of it scrolls.
        (IsShown, _isUnsetDue) = (false, true);
    }

    /// <summary>The phase has written.</summary>
    public void After()
    {
        if (text.IsInside) return;
        if (_isUnsetDue) Write(StatusLineCodes.Unset + _shown.Window.Closing);
        else if (IsShown && text.HasLostRegion) Write(StatusLineCodes.Enter(_shown.Size) + StatusLineCodes.Draw(_shown.Size, _shown.Line));
        (_isUnsetDue, text.HasLostRegion) = (false, false);
    }

    /// <summary>Gives the line back.</summary>
    public void Leave()
    {
        if (!IsShown) return;
        IsShown = false;
        Write((text.IsInside ? StatusLineCodes.Cancel : string.Empty) + StatusLineCodes.Leave(_shown.Size) + _shown.Window.Closing);
    }

    private void Draw(StatusText next)
    {
        var codes = new StringBuilder();
        bool isNew = !IsShown;
        if (isNew) codes.Append(next.Window.Opening).Append(StatusLineCodes.Enter(next.Size));
        else if (next.Size != _shown.Size) codes.Append(Fit(next.Size));
        if (isNew || text.HasErased || next.Line != _shown.Line) codes.Append(StatusLineCodes.Draw(next.Size, next.Line));
        if (isNew || next.Window.Change != _shown.Window.Change) codes.Append(next.Window.Change);
        (IsShown, _shown, text.HasErased, text.HasLostRegion) = (true, next, false, false);
        if (codes.Length > 0) Write(codes.ToString());
    }

    // The text comes again with the next one, which is made for the new size.
    private string Fit(TerminalSize size)
    {
        _shown = _shown with { Size = size, Line = string.Empty };
        IsShown = size.Lines >= LeastLines;
        return StatusLineCodes.Refit + (IsShown ? StatusLineCodes.Enter(size) : _shown.Window.Closing);
    }

    private void Write(string codes) => device.Write(Encoding.UTF8.GetBytes(codes));
}
