using BuildTiming.Model;
using Spectre.Console;

namespace Build.Timing;

/// <summary>The phases of this run as a short table.</summary>
internal static class RunSummary
{
    /// <summary>Wide enough for a log's name: a width that nobody set must not fold it.</summary>
    private const int WidthWithoutTerminal = 200;

    public static void Write(IReadOnlyList<TimingRow> rows)
    {
        if (rows.Count == 0) return;
        IAnsiConsole console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = WidthWithoutTerminal;
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Phase", "Duration", "Exit code", "Resources", "Log");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (TimingRow row in rows)
        {
            table.AddRow(
                new Text(row.Phase), new Text(Duration(row.DurationSeconds)), new Text(FormattableString.Invariant($"{row.ExitCode}")),
                new Text(row.Resources.ToString()), new Text(row.LogPath));
        }

        console.Write(table);
    }

    private static string Duration(long seconds) => seconds switch
    {
        < 60 => FormattableString.Invariant($"{seconds}s"),
        < 3600 => FormattableString.Invariant($"{seconds / 60}m{seconds % 60:00}s"),
        _ => FormattableString.Invariant($"{seconds / 3600}h{seconds / 60 % 60:00}m{seconds % 60:00}s"),
    };
}
