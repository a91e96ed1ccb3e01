using System.Text;

namespace BuildTiming.Registry;

/// <summary>Splits text into physical lines at LF or CRLF before anything looks at quotes, and keeps at most <see cref="Limit"/> of each.</summary>
/// <remarks>
/// So an unbalanced quote costs its own line only, and a line of hundreds of megabytes costs its reading time and no memory.
/// <see cref="TextReader.ReadLine"/> would keep it all, and a CSV reader over the whole file would take an open quote to the file's end.
/// </remarks>
internal static class BoundedLines
{
    /// <summary>The longest line that is handed on, in UTF-16 code units: rows hold some hundred.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>The lines without their line breaks; null stands for one that is too long.</summary>
    public static IEnumerable<string?> Read(TextReader reader)
    {
        char[] buffer = new char[16 * 1024];
        var line = new StringBuilder();
        bool tooLong = false;
        bool pending = false;
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            int at = 0;
            while (at < read)
            {
                int end = Array.IndexOf(buffer, '\n', at, read - at);
                int length = (end < 0 ? read : end) - at;
                // One more than the limit, for the CR of a CRLF.
                tooLong |= line.Length + length > Limit + 1;
                if (tooLong) line.Clear();
                else line.Append(buffer, at, length);

                at += length + 1;
                pending = end < 0;
                if (pending) break;
                yield return Take(line, ref tooLong);
            }
        }

        if (pending) yield return Take(line, ref tooLong);
    }

    private static string? Take(StringBuilder line, ref bool tooLong)
    {
        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        string? text = tooLong || line.Length > Limit ? null : line.ToString();
        line.Clear();
        tooLong = false;
        return text;
    }
}
