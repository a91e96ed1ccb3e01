namespace Build.Options.CakeConfig;

/// <summary>
/// Looks at <c>cake.config</c> before Cake reads it: Cake names neither file nor line of what it cannot read. What can be read and is
/// likely to mean something else (a comment behind a value, two commands in one) is refused as well: a command must never run in part.
/// </summary>
internal static class SettingsFile
{
    private const string Name = "cake.config";

    /// <summary>Refuses a file with a line that Cake cannot read, that says too much, or that nothing reads.</summary>
    /// <param name="folder">The folder of the file; without one there is nothing to refuse.</param>
    /// <exception cref="Cake.Core.CakeException">Names file, line, and what to write instead.</exception>
    public static void Require(string folder)
    {
        string file = Path.Combine(folder, Name);
        if (!File.Exists(file)) return;
        string[] lines = Lines(file);
        RequireReadable(lines, file);
        SettingsNames.RequireKnown(lines, file);
    }

    /// <summary>Refuses a line that Cake cannot read, or that says too much.</summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="file">The file's path, for the message.</param>
    /// <exception cref="Cake.Core.CakeException">Names file, line, and what to write instead.</exception>
    internal static void RequireReadable(IReadOnlyList<string> lines, string file)
    {
        string section = string.Empty;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0 || text[0] == ';') continue;
            string? complaint = text[0] == '[' ? OfSection(text, out section) : OfSetting(text, section);
            if (complaint is not null) throw InvalidOption.Because($"{file}, line {number}: {complaint}\n  {Printable(text)}");
        }
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InvalidOption.Because($"{file} cannot be read: {exception.Message}");
        }
    }

    private static string? OfSection(string text, out string section)
    {
        int end = text.IndexOf(']', StringComparison.Ordinal);
        section = end > 0 ? text[1..end] : string.Empty;
        if (end < 0) return "the section's name lacks its ']'.";
        if (section.Length == 0 || section.Any(char.IsWhiteSpace)) return "a section's name is one word.";
        string rest = text[(end + 1)..].TrimStart();
        return rest.Length == 0 || rest[0] == ';'
            ? null
            : "behind a section's name nothing may stand but a comment, which begins with ';'.";
    }

    private static string? OfSetting(string text, string section)
    {
        if (text[0] == '#') return "a comment begins with ';', not with '#'.";
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return "expected Name=value, a [Section], or a comment that begins with ';'.";
        string name = text[..equals];
        string value = text[(equals + 1)..].TrimStart();
        if (name.Any(char.IsWhiteSpace)) return "the name is one word, and no blank stands before '='.";
        if (value.Length == 0) return $"{name} has no value; delete the line to get the default.";
        if (value[0] == '[') return $"the value of {name} must not begin with '['.";
        // Other sections are Cake's own, where ';' may separate addresses.
        int bad = value.IndexOfAny(SettingsNames.IsOurs(section) || value[0] == ';' ? ['=', '#', ';'] : ['=']);
        return bad < 0 ? null : $"the value of {name} must not hold '{value[bad]}'. {WayOut(section, name)}";
    }

    private static string WayOut(string section, string name)
    {
        bool Is(string setting) => string.Equals($"{section}_{name}", setting, StringComparison.OrdinalIgnoreCase);
        return ConfiguredStep.Commands.Any(Is)
            ? $"The command finds ENV, REGION, TF_BIN and TF_AUTO_APPROVE of the run in its environment ({name}=make rds-deploy); "
                + $"put what needs more into a script ({name}=bash scripts/rds.sh)."
            : Is(Settings.StagePatternName)
                ? "In a regular expression \\x3d stands for '=', \\x23 for '#', and \\x3b for ';'."
                : "Comments stand on lines of their own.";
    }

    private static string Printable(string text) => new([.. text.Take(120).Select(c => char.IsControl(c) ? '?' : c)]);
}
