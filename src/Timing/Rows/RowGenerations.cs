using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>Tells the generations of rows apart by their number of fields, and reads each.</summary>
/// <remarks>One for each file that is read: it remembers the cells that most rows of a file share.</remarks>
internal sealed class RowGenerations
{
    private readonly SharedCells _shared = new();

    /// <summary>Reads the fields of a line that is no header.</summary>
    public RegistryLine Read(in LineFields fields, int number) => fields.Count switch
    {
        12 => Row(fields, number, new(Phase: 2, Env: 3, Flags: 7, Counts: 8, Log: 11)),
        11 => Row(fields, number, new(Phase: 2, Env: 3, Counts: 7, Url: 10)),
        9 => Row(fields, number, new(Phase: 2, Env: 3, Flags: 7, Log: 8)),
        7 => Row(fields, number, new(Env: 2, Log: 6)),
        _ => Unreadable(number, $"{fields.Count} fields: rows have 12, 11, 9 or 7"),
    };

    /// <summary>
    /// Reads a row whose fields stand where its generation put them; build id, duration and exit code follow the environment.
    /// </summary>
    private RegistryLine Row(in LineFields fields, int number, Generation at)
    {
        if (!Utc.TryParse(fields[0], out DateTimeOffset start)) return Unreadable(number, "start_time_utc is not a time");
        if (!Utc.TryParse(fields[1], out DateTimeOffset end)) return Unreadable(number, "end_time_utc is not a time");
        if (!Integers.TryParse(fields[at.Env + 2], out long seconds) || seconds < 0)
            return Unreadable(number, "duration_seconds is not a count of seconds");
        if (!Integers.TryParse(fields[at.Env + 3], out int exitCode)) return Unreadable(number, "exit_code is not a number");

        ResourceCounts? resources = null;
        if (at.Counts is { } first && !(fields[first].IsEmpty && fields[first + 1].IsEmpty && fields[first + 2].IsEmpty))
        {
            if (!Integers.TryParseCounts(fields[first], fields[first + 1], fields[first + 2], out ResourceCounts counts))
                return Unreadable(number, "a resource count is not a count");
            resources = counts;
        }

        return new RegistryRow
        {
            LineNumber = number,
            StartUtc = start,
            EndUtc = end,
            Phase = at.Phase is { } phase ? _shared.Text(fields[phase]) : null,
            Env = _shared.Text(fields[at.Env]),
            BuildId = _shared.Text(fields[at.Env + 1]),
            DurationSeconds = seconds,
            ExitCode = exitCode,
            Flags = at.Flags is { } flags ? _shared.Text(fields[flags]) : null,
            Resources = resources,
            LogPathText = at.Log is { } log ? CompactText.Of(fields[log]) : default,
            WorkflowRunUrlText = at.Url is { } url ? CompactText.Of(fields[url]) : default,
        };
    }

    private static UnreadableLine Unreadable(int number, string reason) => new() { LineNumber = number, Reason = reason };

    /// <summary>Where a generation has its fields; null where it has none of that kind.</summary>
    private readonly record struct Generation(
        int Env, int? Phase = null, int? Flags = null, int? Counts = null, int? Log = null, int? Url = null);
}
