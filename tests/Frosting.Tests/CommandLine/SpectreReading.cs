using System.Globalization;
using Cake.Cli.Infrastructure;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting.Tests.CommandLine;

/// <summary>Reads a command line with Spectre.Console.Cli, set up as Cake.Frosting sets it up.</summary>
public static class SpectreReading
{
    /// <summary>The settings and Cake's arguments as one line; <c>help</c>, or <c>refused</c>.</summary>
    public static string Of(string[] arguments)
    {
        string reading = "help";
        var app = new CommandApp();
        app.SetDefaultCommand<ReadingCommand>().WithData((Action<string>)(text => reading = text));
        app.Configure(config =>
        {
            config.Settings.ConvertFlagsToRemainingArguments = true;
            config.Settings.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
            config.PropagateExceptions();
        });
        try
        {
            app.Run(arguments);
            return reading;
        }
        catch (Exception)
        {
            // Whatever it throws, and it throws IndexOutOfRangeException too, the command line is not understood.
            return "refused";
        }
    }

    private sealed class ReadingCommand : Command<SpectreSettings>
    {
        public override int Execute(CommandContext context, SpectreSettings settings, CancellationToken cancellationToken)
        {
            IDictionary<string, ICollection<string>> arguments =
                context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets).GetArguments();
            bool[] flags = [settings.Description, settings.Tree, settings.DryRun, settings.Exclusive, settings.Version, settings.Info];
            ((Action<string>)context.Data!)(string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.Working} {settings.Verbosity} {Reading.Of(flags)} {Reading.Of(arguments)}"));
            return 0;
        }
    }
}
