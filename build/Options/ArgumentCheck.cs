namespace Build.Options;

/// <summary>Refuses arguments and targets that nothing would read: a typo must never deploy to the default environment.</summary>
internal static class ArgumentCheck
{
    /// <summary>The host's own arguments that take a value.</summary>
    private static readonly string[] HostArguments = ["target", "t", "verbosity", "v", "working", "w"];

    /// <summary>
    /// The host's own switches. With a value (<c>-e=staging</c>) the host takes them for arguments of the build, which read none of them.
    /// </summary>
    private static readonly string[] HostSwitches =
    [
        "exclusive", "e", "dryrun", "noop", "whatif", "tree", "showtree", "description", "descriptions", "showdescription",
        "showdescriptions",
        "version", "ver", "info", "help", "h", "no-report",
    ];

    /// <summary>What the host makes of <c>--no-report</c>.</summary>
    private const string NoReport = "Settings_NoReport";

    private static readonly string[] Options = [.. KnownOptions.All.Select(option => option.Argument)];
    private static readonly string[] Known = [.. Options, .. HostArguments.Concat(HostSwitches).Where(name => name.Length > 1)];

    public static void RequireKnown(OptionReader reader, IReadOnlyCollection<string> targets)
    {
        foreach (string name in reader.ArgumentNames) RequireKnown(reader, name);
        foreach (string target in reader.Targets)
        {
            if (IsAmong(targets, target)) continue;
            if (target.Contains(',', StringComparison.Ordinal))
                throw InvalidOption.Because($"--target={target} names one target; name each by itself: {Separately(target)}");
            throw InvalidOption.Because($"unknown target {target}{Suggestion(target, targets, "--target=")} See ./build.sh --help.");
        }
    }

    /// <summary>Names are read in any case, and of two spellings Cake takes the first without a word.</summary>
    public static void RequireOneSpelling(IEnumerable<string> commandLine)
    {
        string[][] spellings =
        [
            .. commandLine.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word[2..].Split('=', ':')[0])
                .Distinct().GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()),
        ];
        if (spellings.FirstOrDefault(names => names.Length > 1) is { } names)
            throw InvalidOption.Because(
                $"{string.Join(" and ", names.Select(name => "--" + name))} are one and the same argument; give it once.");
    }

    /// <summary>The argument, named without dashes, is one of the host's switches.</summary>
    public static bool IsSwitch(string name) => IsAmong(HostSwitches, name);

    private static string Separately(string targets) =>
        string.Join(' ', targets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(target => $"--target={target}"));

    private static void RequireKnown(OptionReader reader, string name)
    {
        if (Options.Contains(name) || HostArguments.Contains(name) || name == NoReport) return;
        if (!HostSwitches.Contains(name))
            throw InvalidOption.Because($"unknown argument {Dashed(name)}{Suggestion(name)} See ./build.sh --help.");
        if (reader.ValuesOf(name).Any(value => !string.IsNullOrEmpty(value) && !bool.TryParse(value, out _)))
            throw InvalidOption.Because(
                $"{Dashed(name)} is a switch and takes no value{Suggestion(name, Options, "--")} See ./build.sh --help.");
    }

    private static bool IsAmong(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Dashed(string name) => (name.Length == 1 ? "-" : "--") + name;

    /// <summary>
    /// The host's own names are read in their exact case, the build's in any: to accept both would make <c>-T</c> and <c>--DryRun</c> mean
    /// nothing.
    /// </summary>
    private static string Suggestion(string name) =>
        HostArguments.Concat(HostSwitches)
        .FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } exact
            ? $"; did you mean {Dashed(exact)}?"
            : Suggestion(name, Known, "--");

    private static string Suggestion(string name, IEnumerable<string> known, string prefix) =>
        NearestName.Of(name, known) is { } nearest ? $"; did you mean {prefix}{nearest}?" : ".";
}
