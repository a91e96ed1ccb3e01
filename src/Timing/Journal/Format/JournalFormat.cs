using System.Text.Json;
using BuildTiming.Model;

namespace BuildTiming.Journal.Format;

/// <summary>An entry as bytes: indented JSON, with the version of its format first.</summary>
/// <remarks>
/// Docs: docs/decisions/0003. A host that only adds properties keeps the version: older ones carry along what they do not know. Whatever
/// an older host would misunderstand, a new state for example, takes a new version: older ones leave such entries alone. So an entry with
/// steps has the second version: a host of the first one would publish its row and forget the steps with the entry.
/// </remarks>
internal static class JournalFormat
{
    /// <summary>The largest file that is read or written; a usual one holds 2 KiB, and one with steps 20 KiB.</summary>
    public const int MaxBytes = EntrySteps.Room + MaxBytesWithoutSteps;

    /// <summary>The largest file of the first version: its hosts read no more.</summary>
    private const int MaxBytesWithoutSteps = 64 * 1024;

    private const int VersionWithoutSteps = 1;
    private const int Version = 2;
    private const string VersionName = "format";
    private const string EntryName = "entry";
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <param name="entry">The entry.</param>
    /// <param name="former">The file that it replaces, if there is one: what this version does not know in there is kept.</param>
    /// <exception cref="ArgumentException">The entry is larger than what would be read again.</exception>
    public static byte[] Encode(JournalEntry entry, byte[]? former = null)
    {
        byte[] bytes = Write(entry);
        if (former is not null) bytes = UnknownProperties.Keep(former, bytes);
        int limit = VersionOf(entry) == VersionWithoutSteps ? MaxBytesWithoutSteps : MaxBytes;
        if (bytes.Length <= limit) return bytes;
        return !entry.Steps.All(StepSummary.IsSummary)
            ? Encode(entry with { Steps = StepSummary.Fit(entry.Steps, room: 0, _ => 1) }, former)
            : throw new ArgumentException($"The entry takes {bytes.Length} bytes of {limit}.", nameof(entry));
    }

    /// <summary>Reads the entry of the run named <paramref name="runId"/>, after <see cref="RequireVersion"/>.</summary>
    /// <exception cref="FormatException">The bytes are no entry of this version, or one of another run.</exception>
    public static JournalEntry Decode(byte[] bytes, string runId)
    {
        JournalEntry entry;
        try
        {
            using var content = JsonDocument.Parse(bytes);
            entry = EntryJson.Read(content.RootElement.GetProperty(EntryName));
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException("it is not the JSON of an entry", exception);
        }

        if (entry.RunId != runId) throw new FormatException("it holds another run");
        return IsComplete(entry) ? entry : throw new FormatException($"it lacks what a {entry.State} entry has");
    }

    /// <summary>Looks at the first property only, which every version begins with: the rest may be anything, and of any length.</summary>
    /// <param name="bytes">How the file begins.</param>
    /// <exception cref="NewerFormatException">A newer host has written it.</exception>
    /// <exception cref="FormatException">It begins in no way that an entry does.</exception>
    public static void RequireVersion(ReadOnlySpan<byte> bytes)
    {
        int? version = null;
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals(VersionName)
                && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number)) version = number;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is no JSON at all, or no object.
        }

        if (version is not { } format) throw new FormatException("it is not the JSON of an entry");
        if (format > Version) throw new NewerFormatException(format);
        if (format < VersionWithoutSteps) throw new FormatException($"its format {format} is none that ever was");
    }

    private static byte[] Write(JournalEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionName, VersionOf(entry));
            writer.WritePropertyName(EntryName);
            EntryJson.Write(writer, entry);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static int VersionOf(JournalEntry entry) => entry.Steps.Count > 0 ? Version : VersionWithoutSteps;

    private static bool IsComplete(JournalEntry entry) => entry.State switch
    {
        EntryState.Running => entry is { Row: null, Attempt: null },
        EntryState.Finished => entry is { Row: not null, Attempt: null },
        EntryState.Attempted => entry is { Row: not null, Attempt: not null },
        _ => false,
    };
}
