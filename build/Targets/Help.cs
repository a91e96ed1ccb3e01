using System.Globalization;
using System.Text;
using Build.Options;

namespace Build.Targets;

/// <summary>The help, from the declarations of targets and options.</summary>
internal static class Help
{
    /// <summary>Columns of the narrowest terminal that is usual.</summary>
    private const int Width = 80;

    private const int MeaningIndent = 6;

    private static readonly HelpLine[] HostOptions =
    [
        new("--target=<name>", "target to run; may be given several times (default: Default)"),
        new("--exclusive", "run the target without those it depends on"),
        new("--dryrun", "say what would run; nothing runs and nothing is written"),
        new("--tree", "show which target depends on which"),
        new("--description", "show targets and their descriptions"),
        new("--verbosity=<level>", "quiet, minimal, normal, verbose or diagnostic"),
        new("--version, --info, --help", "show the version, the host, or this text"),
    ];

    /// <summary>The arguments ask for the help.</summary>
    public static bool IsWanted(IReadOnlyCollection<string> arguments) => arguments.Any(argument => argument is "--help" or "-h" or "-?");

    public static string Text()
    {
        var text = new StringBuilder();
        text.AppendLine("Deploys and tears down persistent clusters, and records how long each phase\ntakes.");
        text.AppendLine("\nUsage:\n  ./build.sh --target=DeployPersistent --env=dev");
        Section(text, "Targets", TaskNames.All);
        text.AppendLine("\nOptions (command line, then environment variable, then cake.config, then\ndefault):");
        foreach (Option option in KnownOptions.All)
        {
            string fallback = option.Default.Length > 0 ? $" [{option.Default}]" : string.Empty;
            text.AppendLine(CultureInfo.InvariantCulture, $"  --{option.Argument,-30}{option.Variable}");
            Wrap(text, new string(' ', MeaningIndent), option.Help + fallback);
        }

        Section(text, "Host", HostOptions);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IReadOnlyList<HelpLine> lines)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"\n{title}:");
        int names = lines.Max(line => line.Name.Length);
        foreach (HelpLine line in lines) Wrap(text, $"  {line.Name.PadRight(names)}  ", line.Meaning);
    }

    /// <summary>The meaning behind its head; what does not fit goes on below, under its beginning.</summary>
    private static void Wrap(StringBuilder text, string head, string meaning)
    {
        int column = head.Length;
        text.Append(head);
        foreach (string word in meaning.Split(' '))
        {
            if (column > head.Length && column + 1 + word.Length > Width)
            {
                text.AppendLine().Append(' ', head.Length);
                column = head.Length;
            }

            if (column > head.Length) text.Append(' ');
            text.Append(word);
            column += word.Length + (column > head.Length ? 1 : 0);
        }

        text.AppendLine();
    }
}
