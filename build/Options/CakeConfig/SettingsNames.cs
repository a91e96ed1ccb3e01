namespace Build.Options.CakeConfig;

/// <summary>
/// Refuses settings of <c>cake.config</c> that nothing would read, or that are set twice: a typo must never deploy to the default
/// environment, there as little as on the command line.
/// </summary>
internal static class SettingsNames
{
    private static readonly string[] Known = [.. KnownOptions.All.Select(option => option.Setting), .. Settings.Names];

    // What stands in others is Cake's own, or somebody else's.
    private static readonly string[] Sections = [.. Known.Select(SectionOf).Append(Settings.EnvironmentsSection).Distinct()];

    /// <summary>Refuses a file, readable otherwise, with a setting that nothing reads.</summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="file">The file's path, for the message.</param>
    /// <exception cref="Cake.Core.CakeException">Names file, line, and the name that was probably meant.</exception>
    public static void RequireKnown(IReadOnlyList<string> lines, string file)
    {
        string section = string.Empty;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < lines.Count; i++)
        {
            string text = lines[i].Trim();
            if (text.Length == 0 || text[0] == ';') continue;
            string name = text.Split('=')[0];
            if (text[0] == '[') section = text[1..text.IndexOf(']', StringComparison.Ordinal)];
            string? complaint = text[0] == '[' ? OfSection(section) : OfSetting(section, name, seen);
            if (complaint is not null) throw InvalidOption.Because($"{file}, line {i + 1}: {complaint}");
        }
    }

    private static string? OfSection(string section) =>
        !IsOurs(section) && NearestName.Of(section, Sections) is { } nearest
            && !nearest.StartsWith(section, StringComparison.OrdinalIgnoreCase)
            ? $"nothing reads the section [{section}]; did you mean [{nearest}]?"
            : null;

    private static string? OfSetting(string section, string name, HashSet<string> seen)
    {
        string key = section.Length == 0 ? name : $"{section}_{name}";
        if (IsOurs(SectionOf(key)) && !seen.Add(key)) return $"{name} is set twice; set it once.";
        if (Known.Contains(key, StringComparer.OrdinalIgnoreCase)) return null;
        if (section.Length == 0 && Known.FirstOrDefault(known => IsNamed(known, name)) is { } homeless)
            return $"{name} stands in no section; it belongs into [{SectionOf(homeless)}].";
        string owner = SectionOf(key);
        if (!IsOurs(owner) || owner.Equals(Settings.EnvironmentsSection, StringComparison.OrdinalIgnoreCase)) return null;
        IEnumerable<string> names =
            Known.Where(known => SectionOf(known).Equals(owner, StringComparison.OrdinalIgnoreCase)).Select(NameOf);
        return NearestName.Of(NameOf(key), names) is { } nearest
            ? $"nothing reads {name}; did you mean {nearest}?"
            : $"nothing reads {name}; the section has {string.Join(", ", names)}.";
    }

    /// <summary>What stands in the section is read by this host.</summary>
    public static bool IsOurs(string section) => Sections.Contains(section, StringComparer.OrdinalIgnoreCase);

    private static bool IsNamed(string key, string name) => NameOf(key).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string SectionOf(string key) => key.Split('_')[0];

    private static string NameOf(string key) => key[(key.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
