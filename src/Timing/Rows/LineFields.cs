using System.Buffers;
using System.Text;
using CsvHelper;

namespace BuildTiming.Rows;

/// <summary>The fields of one physical line: parts of its text, so that a line without quotes costs no allocation.</summary>
internal ref struct LineFields
{
    // One more than the longest generation has: a line with too many is told by its true number.
    private const int Capacity = 13;

    private static readonly CsvReaderOptions Rules = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        BufferSize = 256,
    };

    // Every control character but the tab: NUL, and the line breaks that the split at LF leaves inside a line.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019"
        + "\u001a\u001b\u001c\u001d\u001e\u001f");

    private ReadOnlySpan<char> _text;
    private Bounds _bounds;

    /// <summary>How many fields the line has.</summary>
    public int Count { get; private set; }

    /// <summary>A field; empty where the line has fewer.</summary>
    public readonly ReadOnlySpan<char> this[int index] => _text[_bounds[index]];

    /// <summary>Splits a line.</summary>
    /// <remarks>
    /// A line without a quote is split at its commas: RFC 4180 gives it no other meaning, and it spares a reader for each of a
    /// million lines. Quoted fields are CsvHelper's.
    /// </remarks>
    /// <param name="line">The line without its line break.</param>
    /// <param name="fields">Its fields; none where it has no fields.</param>
    /// <returns>Why the line has no fields, or null.</returns>
    public static string? Split(ReadOnlySpan<char> line, out LineFields fields)
    {
        fields = default;
        if (line.ContainsAny(Controls)) return "a control character";
        if (line.Contains('"')) return SplitQuoted(line, ref fields);
        fields.SplitPlain(line);
        return null;
    }

    /// <summary>Splits a line by CsvHelper, whether it holds quotes or not.</summary>
    internal static string? SplitQuoted(ReadOnlySpan<char> line, ref LineFields fields)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
        try
        {
            int length = Encoding.UTF8.GetBytes(line, bytes);
            using var reader = CsvReader.Create(bytes.AsMemory(0, length), Rules);
            if (reader.Read()) fields.Join(reader, line.Length);
            return null;
        }
        catch (CsvFormatException)
        {
            return "its quotes are not balanced";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void SplitPlain(ReadOnlySpan<char> line)
    {
        _text = line;
        int start = 0;
        while (true)
        {
            int length = line[start..].IndexOf(',');
            int end = length < 0 ? line.Length : start + length;
            Add(start, end);
            if (length < 0) return;
            start = end + 1;
        }
    }

    // Without its quotes a line is no longer than with them.
    private void Join(CsvReader reader, int limit)
    {
        char[] text = new char[limit];
        _text = text;
        int end = 0;
        for (int i = 0; i < reader.FieldCount; i++)
        {
            int start = end;
            end += reader.GetChars(i, text.AsSpan(start));
            Add(start, end);
        }
    }

    private void Add(int start, int end)
    {
        if (Count < Capacity) _bounds[Count] = start..end;
        Count++;
    }

    [System.Runtime.CompilerServices.InlineArray(Capacity)]
    private struct Bounds
    {
        private Range _first;
    }
}
