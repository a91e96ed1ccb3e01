using BuildTiming.Model;

namespace BuildTiming.Registry;

/// <summary>Tells the generations of rows apart by their number of fields, and reads each.</summary>
internal static class RowGenerations
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads one physical line; null when it is a header or empty, and so no row at all.</summary>
    public static RegistryLine? Read(string line, int number)
    {
        // A mark may stand before any line: files with one have been joined by `cat`.
        line = line.TrimStart(ByteOrderMark);
        if (string.IsNullOrWhiteSpace(line)) return null;

        string? reason = LineFields.Split(line, out string[] fields);
        if (fields is ["start_time_utc", ..]) return null;
        return reason is null ? Row(fields, number) : Unreadable(number, reason);
    }

    private static RegistryLine Row(string[] fields, int number) => fields switch
    {
        [var start, var end, var phase, var env, var build, var seconds, var code, var flags, .. { Length: 3 } counts, var log] =>
            Common(number, [start, end, env, build, seconds, code], counts,
                row => row with { Phase = phase, Flags = flags, LogPath = log }),
        [var start, var end, var phase, var env, var build, var seconds, var code, .. { Length: 3 } counts, var url] =>
            Common(number, [start, end, env, build, seconds, code], counts,
                row => row with { Phase = phase, WorkflowRunUrl = url }),
        [var start, var end, var phase, var env, var build, var seconds, var code, var flags, var log] =>
            Common(number, [start, end, env, build, seconds, code], null,
                row => row with { Phase = phase, Flags = flags, LogPath = log }),
        [var start, var end, var env, var build, var seconds, var code, var log] =>
            Common(number, [start, end, env, build, seconds, code], null,
                row => row with { LogPath = log }),
        _ => Unreadable(number, $"{fields.Length} fields: rows have 12, 11, 9 or 7"),
    };

    /// <summary>Reads start, end, env, build id, duration and exit code, which all generations have.</summary>
    private static RegistryLine Common(int number, string[] cells, string[]? countCells, Func<RegistryRow, RegistryRow> complete)
    {
        if (!Utc.TryParse(cells[0], out DateTimeOffset start)) return Unreadable(number, "start_time_utc is not a time");
        if (!Utc.TryParse(cells[1], out DateTimeOffset end)) return Unreadable(number, "end_time_utc is not a time");
        if (!Integers.TryParse(cells[4], out long seconds) || seconds < 0) return Unreadable(number, "duration_seconds is not a count of seconds");
        if (!Integers.TryParse(cells[5], out int exitCode)) return Unreadable(number, "exit_code is not a number");

        ResourceCounts? resources = null;
        if (countCells is not null && !Array.TrueForAll(countCells, cell => cell.Length == 0))
        {
            if (!Integers.TryParseCounts(countCells, out ResourceCounts counts)) return Unreadable(number, "a resource count is not a count");
            resources = counts;
        }

        return complete(new RegistryRow
        {
            LineNumber = number,
            StartUtc = start,
            EndUtc = end,
            Env = cells[2],
            BuildId = cells[3],
            DurationSeconds = seconds,
            ExitCode = exitCode,
            Resources = resources,
        });
    }

    private static UnreadableLine Unreadable(int number, string reason) => new() { LineNumber = number, Reason = reason };
}
