using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting.CommandLine;

/// <summary>Gives the options their meaning and defaults.</summary>
internal static class HostCommandLineParser
{
    public static HostCommandLine Parse(IEnumerable<string> arguments)
    {
        var options = new OptionParser(arguments);
        IReadOnlyList<string> targets = options.Values(HostOptions.Target);
        bool help = options.IsSet(HostOptions.Help);
        return new HostCommandLine
        {
            Targets = targets.Count > 0 ? targets : ["Default"],
            WorkingDirectory = options.Values(HostOptions.Working).LastOrDefault() is { } path ? new DirectoryPath(path) : null,
            Verbosity = help ? null : ParseVerbosity(options),
            Mode = ModeOf(options),
            Exclusive = options.IsSet(HostOptions.Exclusive),
            ShowHelp = help,
            ShowVersion = options.IsSet(HostOptions.Version),
            ShowInfo = options.IsSet(HostOptions.Info),
            NoReport = options.IsSet(HostOptions.NoReport),
            BuildArguments = options.BuildArguments,
        };
    }

    private static HostMode ModeOf(OptionParser options) =>
        options.IsSet(HostOptions.DryRun) ? HostMode.DryRun
        : options.IsSet(HostOptions.Tree) ? HostMode.Tree
        : options.IsSet(HostOptions.Description) ? HostMode.Description
        : HostMode.Run;

    private static Verbosity? ParseVerbosity(OptionParser options)
    {
        Verbosity? last = null;
        foreach (string text in options.Values(HostOptions.Verbosity))
            last = VerbosityParser.TryParse(text, out Verbosity verbosity)
                ? verbosity
                : throw new CommandLineException($"The value '{text}' is not a valid verbosity.");
        return last;
    }
}
