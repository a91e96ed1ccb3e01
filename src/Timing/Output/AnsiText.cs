namespace BuildTiming.Output;

/// <summary>Text with terminal escape sequences in it (ECMA-48).</summary>
internal static class AnsiText
{
    private const byte Escape = 0x1b;
    private const byte Bell = 0x07;

    /// <summary>
    /// The text without its escape sequences: the input itself when it has none, else a part of <paramref name="scratch"/>.
    /// </summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        int escape = text.IndexOf(Escape);
        if (escape < 0) return text;

        int length = 0;
        while (escape >= 0)
        {
            text[..escape].CopyTo(scratch[length..]);
            length += escape;
            text = text[(escape + SequenceLength(text[escape..]))..];
            escape = text.IndexOf(Escape);
        }
        text.CopyTo(scratch[length..]);
        return scratch[..(length + text.Length)];
    }

    private static int SequenceLength(ReadOnlySpan<byte> text) => text.Length < 2 ? text.Length : text[1] switch
    {
        (byte)'[' => ControlSequenceLength(text),
        (byte)']' => CommandLength(text),
        _ => 2,
    };

    // ESC [ parameters and intermediates, then one final byte from @ to ~.
    private static int ControlSequenceLength(ReadOnlySpan<byte> text)
    {
        int parameters = text[2..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x3f);
        if (parameters < 0) return text.Length;
        int end = 2 + parameters;
        return text[end] is >= 0x40 and <= 0x7e ? end + 1 : end;
    }

    // ESC ] text, ended by BEL or ESC \; for example a hyperlink or a window title.
    private static int CommandLength(ReadOnlySpan<byte> text)
    {
        int end = text[2..].IndexOfAny(Bell, Escape);
        if (end < 0) return text.Length;
        end += 2;
        return text[end] == Bell ? end + 1 : Math.Min(end + 2, text.Length);
    }
}
