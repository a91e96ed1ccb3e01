using System.Text;

namespace BuildTiming.Output.Stages;

/// <summary>What scripts write into the frame of a marker: <c>STAGE 3B: SERVICE ACCOUNTS</c>, <c>Pass 1/2: Creating</c>.</summary>
internal static class StageTitle
{
    private const int LongestNumber = 12;

    /// <summary>A stage that begins, or null.</summary>
    public static StageMarker? ReadStage(ReadOnlySpan<byte> title) => ReadBegin(title, "STAGE "u8, StageMarkerKind.Stage);

    /// <summary>A pass that begins, or null.</summary>
    public static StageMarker? ReadPass(ReadOnlySpan<byte> title) => ReadBegin(title, "PASS "u8, StageMarkerKind.Pass);

    /// <summary>A stage that has ended: <c>STAGE 3B DONE</c>, <c>STAGE 7 COMPLETE: TERRAFORM DESTROY</c>; or null.</summary>
    public static StageMarker? ReadEnd(ReadOnlySpan<byte> title)
    {
        if (!TrySkipNumber(title, "STAGE "u8, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)) return null;
        bool ends = rest.SequenceEqual(" DONE"u8) || rest.StartsWith(" DONE:"u8) || rest.SequenceEqual(" COMPLETE"u8)
            || rest.StartsWith(" COMPLETE:"u8);
        return ends ? new StageMarker(StageMarkerKind.End, string.Empty, Text(number)) : null;
    }

    private static StageMarker? ReadBegin(ReadOnlySpan<byte> title, ReadOnlySpan<byte> word, StageMarkerKind kind) =>
        TrySkipNumber(title, word, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest) && rest.Length > 2 && rest.StartsWith(": "u8)
        ? new StageMarker(kind, NameBytes.Decode(title), Text(number))
        : null;

    // The number begins with a digit: 3, 3B, 1/2.
    private static bool TrySkipNumber(
        ReadOnlySpan<byte> title, ReadOnlySpan<byte> word, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)
    {
        number = rest = default;
        if (title.Length <= word.Length || !Ascii.EqualsIgnoreCase(title[..word.Length], word)) return false;
        ReadOnlySpan<byte> behind = title[word.Length..];
        int end = behind.IndexOfAny((byte)':', (byte)' ');
        if (end is <= 0 or > LongestNumber || !char.IsAsciiDigit((char)behind[0])) return false;
        number = behind[..end];
        rest = behind[end..];
        return true;
    }

    private static string Text(ReadOnlySpan<byte> number) => NameBytes.Decode(number);
}
