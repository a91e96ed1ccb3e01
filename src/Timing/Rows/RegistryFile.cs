using System.Text;

namespace BuildTiming.Rows;

/// <summary>Reads a file of the registry one physical line at a time and lazily; memory stays bounded whatever it holds.</summary>
internal static class RegistryFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const string HeaderStart = "start_time_utc";

    /// <summary>Reads the fields of a line that is no header.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="number">The line's number, from 1.</param>
    public delegate RegistryLine FieldReader(in LineFields fields, int number);

    /// <summary>Tells whether a line is to be read; it comes without a byte order mark.</summary>
    public delegate bool LineFilter(ReadOnlySpan<char> line);

    /// <summary>The lines of a file in UTF-8, with or without a byte order mark; the stream stays open.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="read">Reads a line's fields.</param>
    /// <param name="isWanted">Which lines are read; all of them where nobody says. The others cost no more than this question.</param>
    public static IEnumerable<RegistryLine> Read(Stream stream, FieldReader read, LineFilter? isWanted = null)
    {
        using var reader =
            new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        foreach (RegistryLine line in Read(reader, read, isWanted)) yield return line;
    }

    /// <summary>The lines of a text; headers and empty lines are skipped.</summary>
    public static IEnumerable<RegistryLine> Read(TextReader reader, FieldReader read, LineFilter? isWanted = null)
    {
        var lines = new BoundedLines(reader);
        for (int number = 1; lines.Read(); number++)
        {
            RegistryLine? line = lines.Current is { } text
                ? Read(text.Span, number, read, isWanted)
                : new UnreadableLine { LineNumber = number, Reason = $"longer than {BoundedLines.Limit} characters" };
            if (line is not null) yield return line;
        }
    }

    private static RegistryLine? Read(ReadOnlySpan<char> line, int number, FieldReader read, LineFilter? isWanted)
    {
        // A mark may stand before any line: files with one have been joined by `cat`.
        line = line.TrimStart(ByteOrderMark);
        if (line.IsWhiteSpace() || isWanted?.Invoke(line) == false) return null;

        string? reason = LineFields.Split(line, out LineFields fields);
        if (fields[0].SequenceEqual(HeaderStart)) return null;
        return reason is null ? read(fields, number) : new UnreadableLine { LineNumber = number, Reason = reason };
    }
}
