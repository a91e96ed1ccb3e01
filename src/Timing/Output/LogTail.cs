using System.Globalization;
using System.Text;

namespace BuildTiming.Output;

/// <summary>How the output of a phase ended, from its log: text that is harmless to show.</summary>
internal static class LogTail
{
    /// <summary>In bytes: some thousand lines, and no more is read of a log of any size.</summary>
    private const int Size = 256 * 1024;
    private const int LongestLine = 4 * 1024;
    private const int TabWidth = 4;

    /// <summary>The last lines, without what the log itself says at its beginning and its end.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static IReadOnlyList<TailLine> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] bytes = new byte[Math.Min(file.Length, Size)];
        file.Seek(-bytes.Length, SeekOrigin.End);
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        IReadOnlyList<TailLine> lines = Split(bytes.AsSpan(0, length));
        // The first is the header, or a part of a line.
        return [.. lines.Skip(1).Take(lines.Count - (lines is [.., { Text: var last }] && LogFile.IsFooter(last) ? 2 : 1))];
    }

    /// <summary>The lines of an output, as a terminal shows them.</summary>
    public static IReadOnlyList<TailLine> Split(ReadOnlySpan<byte> output)
    {
        var lines = new List<TailLine>();
        byte[] scratch = new byte[LongestLine];
        var splitter = new LineSplitter(LongestLine, line =>
        {
            ReadOnlySpan<byte> whole = AnsiText.Strip(line, scratch);
            ReadOnlySpan<byte> rest = LinePrefix.Skip(whole, out ReadOnlySpan<byte> unit);
            lines.Add(new TailLine(Harmless(whole), NameBytes.Decode(unit), Harmless(rest)));
        });
        splitter.Write(output);
        splitter.End();
        return lines;
    }

    // Neither what moves the cursor nor what turns the direction of text.
    private static string Harmless(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (Rune rune in Encoding.UTF8.GetString(bytes).EnumerateRunes())
        {
            if (rune.Value == '\t') text.Append(' ', TabWidth - (text.Length % TabWidth));
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)) text.Append(rune);
        }

        return text.ToString().TrimEnd();
    }
}
