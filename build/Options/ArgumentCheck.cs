namespace Build.Options;

/// <summary>Refuses arguments and targets that nothing would read: a typo must never deploy to the default environment.</summary>
internal static class ArgumentCheck
{
    /// <summary>The arguments of the host itself.</summary>
    private static readonly string[] HostArguments =
    [
        "target", "t", "exclusive", "e", "dryrun", "noop", "whatif", "tree", "description", "showdescription", "verbosity", "v", "working", "w",
        "version", "info", "help", "h",
    ];

    public static void RequireKnown(OptionReader reader, IReadOnlyCollection<string> targets)
    {
        string[] known = [.. KnownOptions.All.Select(option => option.Argument), .. HostArguments.Where(name => name.Length > 1)];
        foreach (string name in reader.ArgumentNames)
        {
            if (known.Contains(name, StringComparer.OrdinalIgnoreCase) || HostArguments.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            throw InvalidOption.Because($"unknown argument --{name}{Suggestion(name, known, "--")} See ./build.sh --help.");
        }

        foreach (string target in reader.Targets)
        {
            if (targets.Contains(target, StringComparer.OrdinalIgnoreCase)) continue;
            throw InvalidOption.Because($"unknown target {target}{Suggestion(target, targets, "--target=")} See ./build.sh --help.");
        }
    }

    private static string Suggestion(string name, IEnumerable<string> known, string prefix) =>
        NearestName.Of(name, known) is { } nearest ? $"; did you mean {prefix}{nearest}?" : ".";
}
