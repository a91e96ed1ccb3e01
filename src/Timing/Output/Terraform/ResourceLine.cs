using BuildTiming.Model;

namespace BuildTiming.Output.Terraform;

/// <summary>
/// Reads a line about one resource: <c>module.a["x"].aws_b.c[0] (deposed object 1a2b3c4d): Destruction complete after 1m2s</c>.
/// </summary>
internal static class ResourceLine
{
    /// <summary>A finished resource, the start of a run (state is refreshed or work begins after a failure), or neither.</summary>
    public static TerraformLineKind Read(ReadOnlySpan<byte> line, out ResourceCounts counts)
    {
        counts = ResourceCounts.None;
        // Nearly every line that is not about a resource leaves here.
        if (line.IndexOf("..."u8) < 0 && line.IndexOf(" complete after "u8) < 0) return TerraformLineKind.Other;
        if (!TrySkipAddress(ref line)) return TerraformLineKind.Other;
        if (line.StartsWith("Refreshing state..."u8)) return TerraformLineKind.RunStarts;

        ReadOnlySpan<byte> duration;
        if (TrySkip(line, "Creation complete after "u8, out duration)) counts = new(1, 0, 0);
        else if (TrySkip(line, "Modifications complete after "u8, out duration)) counts = new(0, 1, 0);
        else if (TrySkip(line, "Destruction complete after "u8, out duration)) counts = new(0, 0, 1);
        if (IsDuration(duration)) return TerraformLineKind.Resource;
        counts = ResourceCounts.None;
        return TerraformLineKind.Other;
    }

    private static bool TrySkip(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, out ReadOnlySpan<byte> rest)
    {
        bool starts = text.StartsWith(start);
        rest = starts ? text[start.Length..] : default;
        return starts;
    }

    // Names and dots, indexes in brackets (a key in quotes may hold anything), then perhaps which object, then a colon.
    private static bool TrySkipAddress(ref ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        bool dotted = false;
        while (!rest.IsEmpty)
        {
            byte next = rest[0];
            if (next == (byte)'[')
            {
                int index = IndexLength(rest);
                if (index == 0) return false;
                rest = rest[index..];
            }
            else if (next == (byte)'.' || next == (byte)'-' || next == (byte)'_' || next >= 0x80 || char.IsAsciiLetterOrDigit((char)next))
            {
                dotted |= next == (byte)'.';
                rest = rest[1..];
            }
            else
            {
                break;
            }
        }
        if (!dotted) return false;
        if (rest.StartsWith(" (deposed object "u8))
        {
            int close = rest.IndexOf((byte)')');
            if (close < 0) return false;
            rest = rest[(close + 1)..];
        }
        return TrySkip(rest, ": "u8, out line);
    }

    // [0] or ["key"], with \" and \\ inside the key; 0 when it is neither.
    private static int IndexLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[1] != (byte)'"')
        {
            int close = text.IndexOf((byte)']');
            return close > 1 && AreDigits(text[1..close]) ? close + 1 : 0;
        }
        for (int i = 2; i < text.Length; i++)
        {
            if (text[i] == (byte)'\\') i++;
            else if (text[i] == (byte)'"') return i + 1 < text.Length && text[i + 1] == (byte)']' ? i + 2 : 0;
        }
        return 0;
    }

    // As Go prints it: 2s, 1m2s, 1h0m3s; then nothing or the resource's id.
    private static bool IsDuration(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> rest = end < 0 ? text : text[..end];
        SkipNumber(ref rest, (byte)'h');
        SkipNumber(ref rest, (byte)'m');
        int point = rest.IndexOf((byte)'.');
        if (point > 0 && AreDigits(rest[..point])) rest = rest[(point + 1)..];
        return SkipNumber(ref rest, (byte)'s') && rest.IsEmpty;
    }

    private static bool SkipNumber(ref ReadOnlySpan<byte> text, byte unit)
    {
        int end = text.IndexOf(unit);
        if (end <= 0 || !AreDigits(text[..end])) return false;
        text = text[(end + 1)..];
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
