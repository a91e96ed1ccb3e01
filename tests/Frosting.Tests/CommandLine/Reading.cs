using System.Globalization;
using Cake.Frosting.CommandLine;

namespace Cake.Frosting.Tests.CommandLine;

/// <summary>Reads a command line with the host's own parser.</summary>
public static class Reading
{
    /// <summary>The same text as <see cref="SpectreReading"/> gives.</summary>
    public static string Of(string[] arguments)
    {
        try
        {
            var options = new OptionParser(arguments);
            HostCommandLine commandLine = HostCommandLineParser.Parse(arguments);
            if (commandLine.ShowHelp)
                return "help";
            bool[] flags =
            [
                options.IsSet(HostOptions.Description), options.IsSet(HostOptions.Tree), options.IsSet(HostOptions.DryRun),
                commandLine.Exclusive, commandLine.ShowVersion, commandLine.ShowInfo,
            ];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{commandLine.WorkingDirectory} {commandLine.Verbosity} {Of(flags)} "
                + $"{Of(BuildArguments.From(commandLine).GetArguments())}");
        }
        catch (CommandLineException)
        {
            return "refused";
        }
    }

    public static string Of(bool[] flags) => string.Concat(flags.Select(flag => flag ? '1' : '0'));

    public static string Of(IDictionary<string, ICollection<string>> arguments) => string.Join(
        ' ',
        arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => $"[{argument.Key}={string.Join('|', argument.Value.Select(value => value ?? "<none>"))}]"));
}
