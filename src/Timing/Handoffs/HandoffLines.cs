namespace BuildTiming.Handoffs;

/// <summary>The lines of a file of a handoff, which is the header and lines behind it, and nothing else.</summary>
internal static class HandoffLines
{
    /// <summary>What each line behind the header is read as.</summary>
    /// <exception cref="FormatException">The file is no such file, or one of its lines cannot be read.</exception>
    public static IEnumerable<T> Read<T>(string path, string text, string header, Func<string, T> read)
    {
        if (!text.EndsWith('\n')) throw new FormatException($"{path} does not end with a line break");
        string[] lines = text[..^1].Split('\n');
        if (lines[0] != header) throw new FormatException($"{path} does not start with the header");
        for (int i = 1; i < lines.Length; i++)
        {
            T item;
            try
            {
                item = read(lines[i]);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{path}, line {i + 1}: {exception.Message}", exception);
            }

            yield return item;
        }
    }
}
