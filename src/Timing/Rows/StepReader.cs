using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>Reads the steps of a file: one for each file, since it remembers the cells that most of its lines share.</summary>
internal sealed class StepReader
{
    private const int FieldCount = 10;

    private readonly SharedCells _shared = new();

    /// <summary>Reads the fields of a line that is no header.</summary>
    public RegistryLine Read(in LineFields fields, int number)
    {
        if (fields.Count != FieldCount) return Unreadable(number, $"{fields.Count} fields: steps have {FieldCount}");
        if (!Utc.TryParse(fields[0], out DateTimeOffset start)) return Unreadable(number, "start_time_utc is not a time");
        if (!StepCells.TryRead(fields[4], out StepKind kind)) return Unreadable(number, "kind is not stage, pass or resource");
        if (!StepCells.TryRead(fields[6], out StepAction? action))
            return Unreadable(number, "action is not create, update, delete, read or empty");
        if (!Utc.TryParseMilliseconds(fields[7], out DateTimeOffset stepStart))
            return Unreadable(number, "step_start_utc is not a time with milliseconds");
        if (!StepCells.TryRead(fields[8], out TimeSpan duration)) return Unreadable(number, "duration_seconds is not a count of seconds");
        if (!StepCells.TryRead(fields[9], out StepOutcome outcome)) return Unreadable(number, "outcome is not ok, failed or unfinished");
        return new RegistryStep
        {
            LineNumber = number,
            StartUtc = start,
            Phase = _shared.Text(fields[1]),
            Env = _shared.Text(fields[2]),
            BuildId = _shared.Text(fields[3]),
            Step = new Step
            {
                Kind = kind,
                Name = _shared.Text(fields[5]),
                Action = action,
                Start = stepStart,
                Duration = duration,
                Outcome = outcome,
            },
        };
    }

    private static UnreadableLine Unreadable(int number, string reason) => new() { LineNumber = number, Reason = reason };
}
