namespace BuildTiming.Output.Terminal;

/// <summary>Follows a phase's output on its way to a screen: where the cursor stands, and what of the screen the phase has taken.</summary>
internal sealed class ScreenText
{
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';
    private const byte Escape = 0x1b;
    private const int Unknown = -1;

    private readonly EscapeReader _sequence = new();
    private int _missing;
    private int _column;
    private bool _hasReturned;
    private bool _isAlternate;
    private bool _hasRegion;

    /// <summary>A character or an escape sequence has begun and not ended: whatever is written now would break it.</summary>
    public bool IsInside => _sequence.IsInside || _missing > 0;

    /// <summary>The line is empty so far, but for colours.</summary>
    public bool IsAtLineStart => !IsInside && _column == 0 && !_hasReturned;

    /// <summary>The phase has the whole screen, or has divided it by itself: it needs the last line.</summary>
    public bool NeedsScreen => _isAlternate || _hasRegion;

    /// <summary>The phase may want to go back to where it has saved the cursor, and a terminal remembers one place.</summary>
    public bool HasSavedCursor { get; private set; }

    /// <summary>The phase has taken the screen since this was last set to false, be it for a moment.</summary>
    public bool HasTakenScreen { get; set; }

    /// <summary>The whole screen scrolls again since this was last set to false: it was reset, or comes back from a program.</summary>
    public bool HasLostRegion { get; set; }

    /// <summary>Lines have been erased, perhaps the last one, since this was last set to false.</summary>
    public bool HasErased { get; set; }

    /// <summary>The line is as long as the screen is wide: where its next character stands, only the terminal knows.</summary>
    public bool IsAtEdge(int columns) => _column > 0 && _column % columns == 0;

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">As the phase wrote them.</param>
    /// <param name="lines">How many lines the screen has.</param>
    public void Take(ReadOnlySpan<byte> bytes, int lines)
    {
        while (!bytes.IsEmpty)
        {
            if (_sequence.IsInside)
            {
                if (_sequence.Take(bytes[0], out bool isControl) is { } end) Take(end, isControl, lines);
                bytes = bytes[1..];
                continue;
            }

            int escape = bytes.IndexOf(Escape);
            TakeText(escape < 0 ? bytes : bytes[..escape]);
            if (escape < 0) return;
            _missing = 0;
            _sequence.Begin();
            bytes = bytes[(escape + 1)..];
        }
    }

    /// <summary>Takes the next bytes on their way into a pipe: only where the line stands is asked for there.</summary>
    public void TakeForPipe(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.LastIndexOf(LineFeed);
        if (end >= 0) _sequence.End();
        Take(end < 0 ? bytes : bytes[end..], lines: 0);
    }

    private void TakeText(ReadOnlySpan<byte> text)
    {
        int end = text.LastIndexOfAny(LineFeed, Return);
        if (end >= 0)
        {
            // Text has scrolled on: nobody goes back to a place above it.
            if (HasSavedCursor && text.Contains(LineFeed)) HasSavedCursor = false;
            (_column, _missing, _hasReturned) = (0, 0, text[end] == Return);
            text = text[(end + 1)..];
        }

        foreach (byte next in text) TakeCharacter(next);
    }

    // As wide as most terminals show it. Where one does not, the edge of the screen is missed by a column.
    private void TakeCharacter(byte next)
    {
        switch (next)
        {
            case < 0x80:
                _missing = 0;
                if (next >= 0x20) Move(1);
                else if (next == '\t') Move(8 - _column % 8);
                break;
            case < 0xc0:
                if (_missing > 0) _missing--;
                break;
            default:
                _missing = next < 0xe0 ? 1 : next < 0xf0 ? 2 : 3;
                Move(next is (>= 0xe3 and <= 0xed) or >= 0xf0 ? 2 : 1);
                break;
        }
    }

    private void Move(int columns)
    {
        if (_column != Unknown) _column += columns;
    }

    private void Take(byte end, bool isControl, int lines)
    {
        if (isControl) TakeControl(end, lines);
        else if (end == '7') HasSavedCursor = true;
        else if (end == 'c') (_isAlternate, _hasRegion, _column, HasSavedCursor, HasLostRegion) = (false, false, 0, false, true);
        else if (end == 'E') _column = 0;
    }

    private void TakeControl(byte end, int lines)
    {
        ReadOnlySpan<byte> parameters = _sequence.Parameters;
        switch (end)
        {
            case (byte)'h' or (byte)'l' when parameters is [(byte)'?', ..]:
                if (HasAlternateScreen(parameters[1..])) SetAlternate(end == 'h');
                break;
            case (byte)'r' when parameters is not [(byte)'?', ..]:
                SetRegion(parameters, lines);
                break;
            case (byte)'p' when parameters is [.., (byte)'!']:
                (_hasRegion, HasLostRegion) = (false, true);
                break;
            case (byte)'s' when parameters.IsEmpty:
                HasSavedCursor = true;
                break;
            case (byte)'J':
                HasErased = true;
                break;
            case (>= (byte)'A' and <= (byte)'H') or (byte)'`' or (byte)'a' or (byte)'d' or (byte)'e' or (byte)'f' or (byte)'u':
                _column = Unknown;
                break;
        }
    }

    // The three numbers by which terminals know it; 1049 is the usual one.
    private static bool HasAlternateScreen(ReadOnlySpan<byte> modes)
    {
        foreach (Range mode in modes.Split((byte)';'))
        {
            ReadOnlySpan<byte> number = modes[mode];
            if (number.SequenceEqual("1049"u8) || number.SequenceEqual("1047"u8) || number.SequenceEqual("47"u8)) return true;
        }

        return false;
    }

    private void SetAlternate(bool isOn)
    {
        if (isOn) HasTakenScreen = true;
        else if (_isAlternate) HasLostRegion = true;
        _isAlternate = isOn;
    }

    private void SetRegion(ReadOnlySpan<byte> parameters, int lines)
    {
        int separator = parameters.IndexOf((byte)';');
        int top = Number(separator < 0 ? parameters : parameters[..separator], missing: 1);
        int bottom = Number(separator < 0 ? [] : parameters[(separator + 1)..], missing: lines);
        _column = Unknown;
        _hasRegion = top > 1 || bottom < lines;
        if (_hasRegion) HasTakenScreen = true;
        else HasLostRegion = true;
    }

    private static int Number(ReadOnlySpan<byte> digits, int missing)
    {
        int number = 0;
        foreach (byte digit in digits)
            if (char.IsAsciiDigit((char)digit) && number < ushort.MaxValue) number = number * 10 + digit - '0';
        return number == 0 ? missing : number;
    }
}
