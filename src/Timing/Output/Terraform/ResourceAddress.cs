using System.Buffers;

namespace BuildTiming.Output.Terraform;

/// <summary>
/// The address in front of what a line says of a resource: <c>module.a["x"].aws_b.c[0] (deposed object 1a2b3c4d): </c>.
/// </summary>
internal static class ResourceAddress
{
    // Names, the dots between them, and all that is no ASCII.
    private static readonly SearchValues<byte> OfNames = SearchValues.Create(
    [
        .. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8,
        .. Enumerable.Range(0x80, 0x80).Select(number => (byte)number),
    ]);

    /// <summary>
    /// Cuts a line behind its address and the colon: names and dots, indexes in brackets (a key in quotes may hold anything), then perhaps
    /// which object.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="address">The resource's address.</param>
    /// <param name="subject">The address, and which object when it is a deposed one.</param>
    /// <param name="text">What the line says of it.</param>
    public static bool TryCut(
        ReadOnlySpan<byte> line, out ReadOnlySpan<byte> address, out ReadOnlySpan<byte> subject, out ReadOnlySpan<byte> text)
    {
        address = subject = text = default;
        int length = Length(line);
        if (length == 0) return false;
        ReadOnlySpan<byte> rest = line[length..];
        if (rest.StartsWith(" (deposed object "u8))
        {
            int close = rest.IndexOf((byte)')');
            if (close < 0) return false;
            rest = rest[(close + 1)..];
        }

        if (!rest.StartsWith(": "u8)) return false;
        address = line[..length];
        subject = line[..^rest.Length];
        text = rest[2..];
        return true;
    }

    // 0 when it is none.
    private static int Length(ReadOnlySpan<byte> line)
    {
        int length = 0;
        bool dotted = false;
        while (true)
        {
            int name = line[length..].IndexOfAnyExcept(OfNames);
            if (name < 0) return 0;
            dotted |= line.Slice(length, name).Contains((byte)'.');
            length += name;
            if (line[length] != (byte)'[') return dotted ? length : 0;
            int index = IndexLength(line[length..]);
            if (index == 0 || length + index == line.Length) return 0;
            length += index;
        }
    }

    // [0] or ["key"], with \" and \\ inside the key; 0 when it is neither.
    private static int IndexLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[1] != (byte)'"')
        {
            int close = text.IndexOf((byte)']');
            return close > 1 && text[1..close].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? close + 1 : 0;
        }

        for (int i = 2; i < text.Length; i++)
        {
            if (text[i] == (byte)'\\') i++;
            else if (text[i] == (byte)'"') return i + 1 < text.Length && text[i + 1] == (byte)']' ? i + 2 : 0;
        }

        return 0;
    }
}
