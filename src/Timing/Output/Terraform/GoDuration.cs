using System.Buffers.Text;

namespace BuildTiming.Output.Terraform;

/// <summary>A duration as Go prints it: <c>2s</c>, <c>1m2s</c>, <c>1h0m3s</c>, <c>1.5s</c>.</summary>
internal static class GoDuration
{
    // Nothing takes a century, and sums stay far from an overflow.
    private const double LongestSeconds = 100.0 * 365 * 24 * 3600;

    /// <summary>Reads one that nothing or a blank follows.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out TimeSpan duration)
    {
        duration = default;
        int end = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> rest = end < 0 ? text : text[..end];
        double seconds = 3600.0 * Number(ref rest, (byte)'h');
        seconds += 60.0 * Number(ref rest, (byte)'m');
        if (!TryReadSeconds(rest, out double last)) return false;
        duration = TimeSpan.FromSeconds(Math.Min(seconds + last, LongestSeconds));
        return true;
    }

    private static uint Number(ref ReadOnlySpan<byte> text, byte unit)
    {
        int end = text.IndexOf(unit);
        if (end <= 0 || !AreDigits(text[..end]) || !Utf8Parser.TryParse(text[..end], out uint number, out _)) return 0;
        text = text[(end + 1)..];
        return number;
    }

    private static bool TryReadSeconds(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        if (!text.EndsWith("s"u8)) return false;
        ReadOnlySpan<byte> number = text[..^1];
        int point = number.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? "0"u8 : number[(point + 1)..];
        if (whole.IsEmpty || fraction.IsEmpty || !AreDigits(whole) || !AreDigits(fraction)) return false;
        // Terraform prints whole ones, which are read faster.
        if (point >= 0 || !Utf8Parser.TryParse(number, out uint count, out _)) return Utf8Parser.TryParse(number, out seconds, out _);
        seconds = count;
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
