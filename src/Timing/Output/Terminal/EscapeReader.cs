namespace BuildTiming.Output.Terminal;

/// <summary>Reads one escape sequence after the other, byte by byte (ECMA-48; https://vt100.net/emu/dec_ansi_parser).</summary>
internal sealed class EscapeReader
{
    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1a;
    private const byte Escape = 0x1b;
    private const int LongestParameters = 32;

    private readonly byte[] _parameters = new byte[LongestParameters];
    private int _length;
    private Part _part;

    private enum Part : byte { None, Begun, Intermediate, Control, Text }

    /// <summary>A sequence has begun and not ended.</summary>
    public bool IsInside => _part != Part.None;

    /// <summary>What stands between <c>ESC [</c> and the final byte of the control sequence that has just ended.</summary>
    public ReadOnlySpan<byte> Parameters => _parameters.AsSpan(0, _length);

    /// <summary>A sequence begins; one that has not ended is broken off.</summary>
    public void Begin() => (_part, _length) = (Part.Begun, 0);

    /// <summary>Breaks off a sequence that has not ended.</summary>
    public void End() => _part = Part.None;

    /// <summary>Takes the next byte of a sequence.</summary>
    /// <param name="next">The byte.</param>
    /// <param name="isControl">The sequence that ends here began with <c>ESC [</c>.</param>
    /// <returns>The final byte of the sequence that ends here; null where none does that means anything.</returns>
    public byte? Take(byte next, out bool isControl)
    {
        isControl = _part == Part.Control;
        if (next == Escape) Begin();
        else if (next is Cancel or Substitute || (next == Bell && _part == Part.Text)) _part = Part.None;
        else if (_part == Part.Begun) return TakeFirst(next);
        else if (_part == Part.Intermediate && next is < 0x20 or >= 0x30) _part = Part.None;
        else if (isControl) return TakeOfControl(next);
        return null;
    }

    private byte? TakeFirst(byte next)
    {
        _part = next switch
        {
            (byte)'[' => Part.Control,
            // Titles, links, graphics: they end with BEL, or with ESC \, which is read as a sequence of its own.
            (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X' => Part.Text,
            >= 0x20 and < 0x30 => Part.Intermediate,
            _ => Part.None,
        };
        return _part == Part.None ? next : null;
    }

    private byte? TakeOfControl(byte next)
    {
        switch (next)
        {
            case >= 0x20 and < 0x40:
                if (_length < LongestParameters) _parameters[_length++] = next;
                return null;
            case >= 0x40 and < 0x7f:
                _part = Part.None;
                return next;
            default:
                // A terminal does what a control character says, in the middle of a sequence.
                return null;
        }
    }
}
