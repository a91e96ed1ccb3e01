using System.Globalization;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Spectre.Console;

namespace Cake.Frosting.Execution;

/// <summary>
/// Prints what Cake's own printer prints, character by character, without Spectre.Console's layout: that is a hundred methods of generic
/// code, compiled in each run anew. Whatever has to be wrapped, or is more than plain text, is left to Cake's own.
/// </summary>
/// <param name="console">Where it is printed.</param>
internal sealed class ReportPrinter(IAnsiConsole console) : ICakeReportPrinter
{
    private const int Widest = 100;

    /// <summary>On both sides of a heading.</summary>
    private const int HeadingMargin = 2;

    private readonly CakeSpectreReportPrinter _general = new(console);

    private TextWriter Target => console.Profile.Out.Writer;

    private int Width => Math.Min(Widest, console.Profile.Width);

    private bool HasColours => console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>Colours beyond the sixteen are sent in other ways.</summary>
    private bool IsSimple =>
        console.Profile.Capabilities is { Unicode: true, ColorSystem: ColorSystem.NoColors or ColorSystem.Standard };

    /// <inheritdoc/>
    public void Write(CakeReport report)
    {
        if (Table(report)?.Draw() is { } table) Target.Write(table);
        else _general.Write(report);
    }

    /// <inheritdoc/>
    public void WriteStep(string name, Verbosity verbosity)
    {
        if (verbosity < Verbosity.Normal) return;
        if (Fits(name)) WriteHeading(new string(' ', Width), '═', $" {name}".PadRight(Width));
        else _general.WriteStep(name, verbosity);
    }

    /// <inheritdoc/>
    public void WriteLifeCycleStep(string name, Verbosity verbosity)
    {
        if (verbosity < Verbosity.Normal) return;
        if (Fits(name)) WriteHeading("", '─', $" {name}".PadRight(Width - HeadingMargin));
        else _general.WriteLifeCycleStep(name, verbosity);
    }

    /// <summary>Of those that want to see all of it only.</summary>
    public void WriteSkippedStep(string name, Verbosity verbosity) => _general.WriteSkippedStep(name, verbosity);

    private static string Colour(CakeReportEntry entry) => entry switch
    {
        { Category: CakeReportEntryCategory.Setup or CakeReportEntryCategory.Teardown } => ReportColour.Cyan,
        { ExecutionStatus: CakeTaskExecutionStatus.Failed } => ReportColour.Red,
        { ExecutionStatus: CakeTaskExecutionStatus.Executed } => ReportColour.Green,
        _ => ReportColour.Grey,
    };

    private static string Status(CakeReportEntry entry) => entry.ExecutionStatus switch
    {
        CakeTaskExecutionStatus.Executed or CakeTaskExecutionStatus.Delegated => "Succeeded",
        var status => status.ToString(),
    };

    private static string Time(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' or '[' or ']') return false;
        }

        return !text.StartsWith(' ') && !text.EndsWith(' ');
    }

    private ReportTable? Table(CakeReport report)
    {
        if (!IsSimple || report.IsEmpty) return null;
        bool hasReasons = false;
        TimeSpan total = TimeSpan.Zero;
        foreach (CakeReportEntry entry in report)
        {
            if (!IsPlain(entry.TaskName) || !IsPlain(entry.SkippedMessage ?? "")) return null;
            hasReasons |= !string.IsNullOrEmpty(entry.SkippedMessage);
            total += entry.Duration;
        }

        var table = new ReportTable(Width, HasColours);
        Add(ReportColour.Green, "Task", "Duration", "Status", "Skip Reason");
        foreach (CakeReportEntry entry in report)
        {
            bool isSkipped = entry.ExecutionStatus == CakeTaskExecutionStatus.Skipped;
            Add(Colour(entry), entry.TaskName, isSkipped ? "-" : Time(entry.Duration), Status(entry),
                entry.SkippedMessage ?? "");
        }

        Add(ReportColour.Green, "Total:", Time(total), "", "");
        return table;

        void Add(string colour, string task, string duration, string status, string reason) =>
            table.Add(colour, hasReasons ? [task, duration, status, reason] : [task, duration, status]);
    }

    private bool Fits(string name) =>
        IsSimple && name.Length > 0 && IsPlain(name) && name.Length <= Width - (2 * HeadingMargin);

    private void WriteHeading(string above, char line, string heading)
    {
        string rule = new(line, Width);
        Target.Write(string.Join(Environment.NewLine, [above, rule, heading, rule, ""]));
    }
}
