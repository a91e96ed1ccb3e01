using Cake.BuildTiming;
using Cake.Core;
using Spectre.Console;

namespace Build.Output;

/// <summary>
/// Cake's console, with colours where they are shown and wanted: Cake itself goes by TERM, also where the target is a file.
/// </summary>
/// <param name="console">Cake's own.</param>
internal sealed class HostConsole(IConsole console) : IConsole
{
    private const int WidthOfNoTerminal = 80;
    private const int HeightOfNoTerminal = 24;

    private static readonly TerminalFeatures Features = TerminalFeatures.Current;

    /// <inheritdoc/>
    public bool SupportAnsiEscapeCodes => Features.OutColours || Features.ErrorColours;

    /// <summary>Colours are escape codes or none: what .NET sets by itself goes to the terminal behind every writer.</summary>
    public ConsoleColor ForegroundColor
    {
        get => console.ForegroundColor;
        set { }
    }

    /// <inheritdoc cref="ForegroundColor"/>
    public ConsoleColor BackgroundColor
    {
        get => console.BackgroundColor;
        set { }
    }

    /// <summary>Puts both streams of the console behind writers that keep to what their targets show.</summary>
    public static void Install()
    {
        Console.SetOut(new PlainWriter(new SurvivingWriter(Console.Out), Features.OutColours));
        Console.SetError(new PlainWriter(new SurvivingWriter(Console.Error), Features.ErrorColours));
    }

    /// <summary>The console of tables.</summary>
    public static IAnsiConsole ForTables()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Features.OutColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Features.OutColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Capabilities.Unicode = Features.Unicode;
        // Where there is no terminal, .NET would read the description of one for this.
        if (Console.IsOutputRedirected) (console.Profile.Width, console.Profile.Height) = (WidthOfNoTerminal, HeightOfNoTerminal);
        return console;
    }

    /// <inheritdoc/>
    public void Write(string format, params object[] arg) => console.Write(format, arg);

    /// <inheritdoc/>
    public void WriteLine(string format, params object[] arg) => console.WriteLine(format, arg);

    /// <inheritdoc/>
    public void WriteError(string format, params object[] arg) => console.WriteError(format, arg);

    /// <inheritdoc/>
    public void WriteErrorLine(string format, params object[] arg) => console.WriteErrorLine(format, arg);

    /// <inheritdoc/>
    public void ResetColor()
    {
    }
}
