using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>The codec of the registry's file of steps: <c>build_timing_steps.csv</c>, beside the rows of the same runs.</summary>
/// <remarks>
/// Names are free text, so a cell may be quoted (RFC 4180), but no cell holds a line break. <see cref="Step.Name"/> says what becomes of
/// a name that would not be safe to show.
/// </remarks>
internal static class StepCsv
{
    /// <summary>The header of a new file, without its line break.</summary>
    public const string Header =
        "start_time_utc,phase,env,build_id,kind,step,action,step_start_utc,duration_seconds,outcome";

    /// <summary>The step's line, without its line break: exactly the bytes that the registry gets, in UTF-8.</summary>
    /// <param name="row">The run that the step is a part of, one that <see cref="TimingCsv.FormatLine"/> can write.</param>
    /// <param name="step">The step.</param>
    internal static string FormatLine(TimingRow row, Step step) => FormatLine(row.Start, row.Phase, row.Env, row.BuildId, step);

    /// <summary>Reads a line, and only one that <see cref="FormatLine(TimingRow, Step)"/> could have written.</summary>
    /// <remarks>Strict by construction: the step is written again and must give the same line.</remarks>
    /// <param name="line">The line without its line break.</param>
    /// <exception cref="FormatException">The line is not exactly well-formed.</exception>
    internal static RegistryStep ParseLine(string line)
    {
        if (LineFields.Split(line, out LineFields fields) is { } problem) throw new FormatException($"The line cannot be read: {problem}.");
        return new StepReader().Read(fields, 1) switch
        {
            RegistryStep step when FormatLine(step.StartUtc, step.Phase, step.Env, step.BuildId, step.Step) == line => step,
            UnreadableLine unreadable => throw new FormatException($"The line is no step: {unreadable.Reason}."),
            _ => throw new FormatException("The line is not written as a step is written."),
        };
    }

    /// <summary>Reads steps, one physical line at a time and lazily; headers and empty lines are skipped.</summary>
    /// <remarks>
    /// Each line is a <see cref="RegistryStep"/> or an <see cref="UnreadableLine"/>. Memory stays bounded whatever the file holds.
    /// </remarks>
    /// <param name="stream">The file in UTF-8, with or without a byte order mark; it stays open.</param>
    public static IEnumerable<RegistryLine> Read(Stream stream) => RegistryFile.Read(stream, new StepReader().Read);

    /// <inheritdoc cref="Read(Stream)"/>
    /// <param name="reader">The file's text.</param>
    public static IEnumerable<RegistryLine> Read(TextReader reader) => RegistryFile.Read(reader, new StepReader().Read);

    /// <summary>Reads the steps of certain runs; lines of other runs are passed over, whatever they hold.</summary>
    /// <param name="stream">The file in UTF-8, with or without a byte order mark; it stays open.</param>
    /// <param name="isWanted">
    /// Tells of a <see cref="RegistryStep.Run"/> whether it is meant. The steps of a run stand in one piece, so it is asked once for them.
    /// </param>
    public static IEnumerable<RegistryLine> Read(Stream stream, Func<string, bool> isWanted) =>
        RegistryFile.Read(stream, new StepReader().Read, new RunFilter(isWanted).IsWanted);

    private static string FormatLine(DateTimeOffset start, string phase, string env, string buildId, Step step) => string.Join(',',
        Utc.Format(start),
        phase,
        env,
        buildId,
        StepCells.Of(step.Kind),
        StepCells.Of(step.Name),
        StepCells.Of(step.Action),
        Utc.FormatMilliseconds(step.Start),
        StepCells.Of(step.Duration),
        StepCells.Of(step.Outcome));
}
