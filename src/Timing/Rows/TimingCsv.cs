using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace BuildTiming.Rows;

/// <summary>The codec of the registry's file of rows: writes the 12-field generation, reads all of them.</summary>
/// <remarks>No cell ever needs quotes, so that consumers may split a written line at every comma (<c>awk -F,</c>).</remarks>
public static class TimingCsv
{
    /// <summary>The header of a new file, without its line break.</summary>
    public const string Header =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags," +
        "resources_added,resources_changed,resources_destroyed,log_path";

    private const int FieldCount = 12;

    /// <summary>The row's line, without its line break: exactly the bytes that the registry gets, in UTF-8.</summary>
    /// <exception cref="ArgumentException">
    /// A cell cannot be written so that every consumer reads it back; the message names the cell.
    /// </exception>
    public static string FormatLine(TimingRow row)
    {
        if (row.Start.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException("start_time_utc has a fraction of a second.", nameof(row));
        if (row.DurationSeconds < 0 || row.DurationSeconds > (DateTimeOffset.MaxValue - row.Start).Ticks / TimeSpan.TicksPerSecond)
            throw new ArgumentException($"duration_seconds is out of range: {row.DurationSeconds}.", nameof(row));

        return string.Join(',',
            Utc.Format(row.Start),
            Utc.Format(row.End),
            Named("phase", row.Phase),
            Named("env", row.Env),
            Named("build_id", row.BuildId),
            row.DurationSeconds.ToString(CultureInfo.InvariantCulture),
            row.ExitCode.ToString(CultureInfo.InvariantCulture),
            Cell("flags", row.Flags),
            Count("resources_added", row.Resources.Added),
            Count("resources_changed", row.Resources.Changed),
            Count("resources_destroyed", row.Resources.Destroyed),
            Cell("log_path", row.LogPath));
    }

    /// <summary>Reads a line of the 12-field generation, and only one that <see cref="FormatLine"/> could have written.</summary>
    /// <remarks>
    /// Strict by construction: the row is written again and must give the same line, so quotes, spare zeros, signs,
    /// spaces, a line break or an end that is not start plus duration are refused.
    /// </remarks>
    /// <param name="line">The line without its line break.</param>
    /// <exception cref="FormatException">The line is not exactly well-formed.</exception>
    internal static TimingRow ParseRow(string line)
    {
        if (!TrySplit(line, out TimingRow? row)) throw new FormatException("The line is not a row of 12 well-formed fields.");

        string written;
        try
        {
            written = FormatLine(row);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"The line is not a well-formed row: {exception.Message}", exception);
        }

        return written == line ? row : throw new FormatException("The line is not written as a row is written.");
    }

    /// <summary>Reads rows of all generations, one physical line at a time and lazily; headers and empty lines are skipped.</summary>
    /// <remarks>Memory stays bounded whatever the file holds.</remarks>
    /// <param name="stream">The file in UTF-8, with or without a byte order mark; it stays open.</param>
    public static IEnumerable<RegistryLine> Read(Stream stream) => RegistryFile.Read(stream, new RowGenerations().Read);

    /// <inheritdoc cref="Read(Stream)"/>
    /// <param name="reader">The file's text.</param>
    public static IEnumerable<RegistryLine> Read(TextReader reader) => RegistryFile.Read(reader, new RowGenerations().Read);

    private static bool TrySplit(string line, [NotNullWhen(true)] out TimingRow? row)
    {
        row = null;
        string[] cells = line.Split(',', FieldCount + 1);
        if (cells.Length != FieldCount
            || !Utc.TryParse(cells[0], out DateTimeOffset start)
            || !Integers.TryParse(cells[5], out long duration)
            || !Integers.TryParse(cells[6], out int exitCode)
            || !Integers.TryParseCounts(cells[8], cells[9], cells[10], out ResourceCounts resources)) return false;

        row = new TimingRow
        {
            Start = start,
            DurationSeconds = duration,
            Phase = cells[2],
            Env = cells[3],
            BuildId = cells[4],
            ExitCode = exitCode,
            Flags = cells[7],
            Resources = resources,
            LogPath = cells[11],
        };
        return true;
    }

    private static string Named(string name, string value) =>
        value.Length > 0 ? Cell(name, value) : throw new ArgumentException($"{name} is empty.");

    private static string Count(string name, int value) =>
        value >= 0 ? value.ToString(CultureInfo.InvariantCulture) : throw new ArgumentException($"{name} is negative: {value}.");

    private static string Cell(string name, string value)
    {
        if (value.Length > 0 && Formula.CanStartWith(value[0]))
            throw new ArgumentException($"{name} starts with '{value[0]}', by which a spreadsheet takes it for a formula.");
        foreach (Rune rune in value.EnumerateRunes())
        {
            // A lone surrogate comes as U+FFFD: as bytes of UTF-8 it could not be read back.
            if (rune.Value is ',' or '"' or 0x2028 or 0x2029 or 0xFFFD || Rune.IsControl(rune))
                throw new ArgumentException($"{name} holds U+{rune.Value:X4}, which no cell may hold.");
        }

        return value;
    }
}
