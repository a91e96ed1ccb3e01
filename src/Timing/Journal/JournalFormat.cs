using System.Text.Json;

namespace BuildTiming.Journal;

/// <summary>An entry as bytes: indented JSON, with the version of its format first.</summary>
internal static class JournalFormat
{
    /// <summary>The largest file that is read or written; a usual one holds 2 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int Version = 1;

    /// <exception cref="ArgumentException">The entry is larger than what would be read again.</exception>
    public static byte[] Encode(JournalEntry entry)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new JournalFile(Version, entry), JournalJson.Default.JournalFile);
        return bytes.Length <= MaxBytes ? bytes : throw new ArgumentException($"The entry takes {bytes.Length} bytes of {MaxBytes}.", nameof(entry));
    }

    /// <summary>Reads the entry of the run named <paramref name="runId"/>.</summary>
    /// <exception cref="FormatException">The bytes are no entry of this version, or one of another run.</exception>
    public static JournalEntry Decode(byte[] bytes, string runId)
    {
        JournalEntry entry;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            int version = document.RootElement.GetProperty("format").GetInt32();
            if (version != Version) throw new FormatException($"its format {version} is not the format {Version} of this version");
            entry = document.Deserialize(JournalJson.Default.JournalFile)!.Entry;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("it is not the JSON of an entry", exception);
        }

        if (entry.RunId != runId) throw new FormatException("it holds another run");
        return IsComplete(entry) ? entry : throw new FormatException($"it lacks what a {entry.State} entry has");
    }

    private static bool IsComplete(JournalEntry entry) => entry.State switch
    {
        EntryState.Running => entry is { Row: null, Attempt: null },
        EntryState.Finished => entry is { Row: not null, Attempt: null },
        EntryState.Attempted => entry is { Row: not null, Attempt: not null },
        _ => false,
    };
}
