using System.Text;

namespace Cake.BuildTiming.Progress;

/// <summary>How wide a text is on a screen, as far as it can be told without the terminal.</summary>
internal static class ShownText
{
    /// <summary>The columns that a text takes.</summary>
    public static int Width(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    /// <summary>The text, cut to a width; what is cut ends with an ellipsis.</summary>
    public static string Cut(string text, int width, bool unicode)
    {
        if (Width(text) <= width) return text;
        string ellipsis = width < 2 ? string.Empty : unicode ? "…" : "..";
        var cut = new StringBuilder();
        int left = width - ellipsis.Length;
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= Width(rune);
            if (left < 0) break;
            cut.Append(rune);
        }

        return cut.ToString().TrimEnd() + ellipsis;
    }

    /// <summary>The text as a terminal without Unicode can show it.</summary>
    public static string Plain(string text, bool unicode) =>
        unicode || Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => rune.IsAscii ? (char)rune.Value : '?'));

    // The wide blocks of https://www.unicode.org/reports/tr11, roughly: from Hangul over Chinese and Japanese to the pictures.
    private static int Width(Rune rune) =>
        rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1faff)
            or >= 0x20000
            ? 2
            : 1;
}
