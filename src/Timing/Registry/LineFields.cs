using CsvHelper;

namespace BuildTiming.Registry;

/// <summary>Splits one physical line into its fields.</summary>
internal static class LineFields
{
    private static readonly CsvReaderOptions Rules = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        BufferSize = 1024,
    };

    /// <summary>Why the line has no fields, or null when <paramref name="fields"/> holds them.</summary>
    /// <remarks>
    /// A line without a quote is split at its commas: RFC 4180 gives it no other meaning, and it spares a reader for each of a
    /// million lines. Quoted fields are CsvHelper's.
    /// </remarks>
    public static string? Split(string line, out string[] fields)
    {
        fields = [];
        // Every control character but the tab: NUL, and the line breaks that the split at LF leaves inside a line.
        if (line.AsSpan().ContainsAnyInRange('\0', '\b') || line.AsSpan().ContainsAnyInRange('\n', '\u001F')) return "a control character";

        if (!line.Contains('"'))
        {
            fields = line.Split(',');
            return null;
        }

        try
        {
            using var reader = CsvReader.FromText(line, Rules);
            if (reader.Read()) fields = reader.Current.ToArray();
            return null;
        }
        catch (CsvFormatException)
        {
            return "its quotes are not balanced";
        }
    }
}
