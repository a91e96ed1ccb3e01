using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Execution;
using Spectre.Console;

namespace Frosting.Tests.Execution;

/// <summary>The printer against Cake's own: the same characters, whatever the terminal.</summary>
public sealed class ReportPrinterTests
{
    private static readonly string[] Names = ["A", "Setup", "BootstrapPersistent", "Odd [red]name[/]", "Größe", new string('x', 70)];
    private static readonly CakeReportEntryCategory[] Categories =
        [CakeReportEntryCategory.Setup, CakeReportEntryCategory.Task, CakeReportEntryCategory.Teardown];

    public static TheoryData<int, ColorSystemSupport, bool> Terminals
    {
        get
        {
            var terminals = new TheoryData<int, ColorSystemSupport, bool>();
            foreach (int width in new[] { 20, 60, 80, 99, 100, 101, 250 })
            {
                terminals.Add(width, ColorSystemSupport.NoColors, true);
                terminals.Add(width, ColorSystemSupport.NoColors, false);
                terminals.Add(width, ColorSystemSupport.Standard, true);
                terminals.Add(width, ColorSystemSupport.TrueColor, true);
            }

            return terminals;
        }
    }

    [Theory]
    [MemberData(nameof(Terminals))]
    public void Prints_what_Cake_prints(int width, ColorSystemSupport colours, bool unicode)
    {
        Assert.Equal(Print(console => new CakeSpectreReportPrinter(console)), Print(console => new ReportPrinter(console)));

        string Print(Func<IAnsiConsole, ICakeReportPrinter> create)
        {
            var text = new StringWriter();
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = colours == ColorSystemSupport.NoColors ? AnsiSupport.No : AnsiSupport.Yes,
                ColorSystem = colours,
                Out = new AnsiConsoleOutput(text),
            });
            console.Profile.Width = width;
            console.Profile.Capabilities.Unicode = unicode;
            PrintAll(create(console));
            return text.ToString();
        }
    }

    private static void PrintAll(ICakeReportPrinter printer)
    {
        foreach (Verbosity verbosity in Enum.GetValues<Verbosity>())
        {
            foreach (string name in Names)
            {
                printer.WriteStep(name, verbosity);
                printer.WriteLifeCycleStep(name, verbosity);
                printer.WriteSkippedStep(name, verbosity);
            }
        }

        for (int count = 0; count <= Names.Length; count++)
        {
            printer.Write(Report(count, reason: null));
            printer.Write(Report(count, reason: "not today"));
            printer.Write(Report(count, reason: string.Join(' ', Names)));
        }
    }

    private static CakeReport Report(int count, string? reason)
    {
        var report = new CakeReport();
        CakeTaskExecutionStatus[] statuses = Enum.GetValues<CakeTaskExecutionStatus>();
        for (int i = 0; i < count; i++)
        {
            for (int status = 0; status < statuses.Length; status++)
            {
                report.Add(Names[i], statuses[status] == CakeTaskExecutionStatus.Skipped ? reason : null,
                    Categories[(i + status) % Categories.Length], TimeSpan.FromMilliseconds(i * 1234.5678 * status), statuses[status]);
            }
        }

        return report;
    }
}
