namespace BuildTiming.Output;

/// <summary>
/// What others put in front of each line: a time stamp (<c>2026-01-24T14:43:27Z</c>, <c>14:43:27.123</c>, also in brackets), and the unit
/// that Terragrunt ran Terraform for (<c>[unit] </c>, <c>14:43:27.123 STDOUT [unit] terraform: </c>).
/// </summary>
internal static class LinePrefix
{
    private const int MostStamps = 3;

    /// <summary>The line without its prefix; <paramref name="unit"/> is empty where none is named.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> unit)
    {
        unit = default;
        // The common case: a line that begins with none of these has no prefix.
        if (line.IsEmpty || !(line[0] is (byte)'[' or (byte)'S' || char.IsAsciiDigit((char)line[0]))) return line;
        ReadOnlySpan<byte> rest = line;
        for (int i = 0; i < MostStamps; i++)
            if (!TrySkipStamp(ref rest)) break;
        if (!TrySkipStream(ref rest, out unit)) TrySkipUnit(ref rest, out unit);
        return rest;
    }

    private static bool TrySkipStamp(scoped ref ReadOnlySpan<byte> line)
    {
        bool inBrackets = line is [(byte)'[', ..];
        ReadOnlySpan<byte> rest = inBrackets ? line[1..] : line;
        if (TrySkip(ref rest, "0000-00-00"u8) && !(TrySkip(ref rest, "T"u8) || TrySkip(ref rest, " "u8))) return false;
        if (!TrySkip(ref rest, "00:00:00"u8)) return false;
        if (rest is [(byte)'.' or (byte)',', ..]) rest = rest[1..].TrimStart("0123456789"u8);
        if (!TrySkip(ref rest, "Z"u8) && rest is [(byte)'+' or (byte)'-', ..])
        {
            rest = rest[1..];
            if (!TrySkip(ref rest, "00:00"u8) && !TrySkip(ref rest, "0000"u8)) return false;
        }

        if (inBrackets && !TrySkip(ref rest, "]"u8)) return false;
        if (!rest.IsEmpty && !TrySkip(ref rest, " "u8)) return false;
        line = rest;
        return true;
    }

    // STDOUT [unit] terraform: text; the program is named as it was started, and the unit is missing where there is but one.
    private static bool TrySkipStream(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> unit)
    {
        unit = default;
        ReadOnlySpan<byte> rest = line;
        if (!TrySkip(ref rest, "STDOUT "u8) && !TrySkip(ref rest, "STDERR "u8)) return false;
        if (rest is [(byte)'[', ..])
        {
            int close = rest.IndexOf("] "u8);
            if (close < 0) return false;
            unit = rest[1..close];
            rest = rest[(close + 2)..];
        }

        int colon = rest.IndexOf((byte)':');
        if (colon <= 0 || rest[..colon].IndexOf((byte)' ') >= 0) return false;
        rest = rest[(colon + 1)..];
        TrySkip(ref rest, " "u8);
        line = rest;
        return true;
    }

    // A path or a name; [INFO], [1/3] and [12:00] are none.
    private static void TrySkipUnit(scoped ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> unit)
    {
        unit = default;
        if (line is not [(byte)'[', ..]) return;
        int close = line.IndexOf((byte)']');
        if (close < 0 || (close + 1 < line.Length && line[close + 1] != (byte)' ')) return;
        ReadOnlySpan<byte> name = line[1..close];
        if (name.IndexOfAnyInRange((byte)'a', (byte)'z') < 0 || name.IndexOfAny((byte)':', (byte)'"', (byte)'[') >= 0) return;
        unit = name;
        line = line[Math.Min(close + 2, line.Length)..];
    }

    // A 0 stands for any digit.
    private static bool TrySkip(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        if (text.Length < pattern.Length) return false;
        for (int i = 0; i < pattern.Length; i++)
        {
            bool fits = pattern[i] == (byte)'0' ? char.IsAsciiDigit((char)text[i]) : text[i] == pattern[i];
            if (!fits) return false;
        }

        text = text[pattern.Length..];
        return true;
    }
}
