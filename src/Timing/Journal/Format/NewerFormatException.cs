namespace BuildTiming.Journal.Format;

/// <summary>An entry that a newer host has written: it is that host's to read, and nobody else's to move.</summary>
internal sealed class NewerFormatException(int format) : FormatException($"its format {format} is newer than this version's")
{
    /// <summary>The version of the entry's format.</summary>
    public int Format { get; } = format;
}
