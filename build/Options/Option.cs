namespace Build.Options;

/// <summary>
/// One option: where it is read from, what it means, and what it accepts. Each is written once, in <see cref="KnownOptions"/>.
/// </summary>
/// <param name="Argument">The command-line argument, without the dashes.</param>
/// <param name="Variable">The environment variable.</param>
/// <param name="Setting">The key in <c>cake.config</c>: section and name, joined by an underscore as Cake does.</param>
/// <param name="Default">The default as the help shows it.</param>
/// <param name="Help">What it means, in one line.</param>
public sealed record Option(string Argument, string Variable, string Setting, string Default, string Help)
{
    /// <summary>What values it accepts.</summary>
    public OptionValue Value { get; init; } = OptionValue.Name;

    /// <summary>The targets that it is for; empty where any may use it. Beside others it would mean nothing, and is refused.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The target may use it.</summary>
    public bool IsFor(string target) => Targets.Count == 0 || Targets.Contains(target, StringComparer.OrdinalIgnoreCase);

    /// <summary>The form of the command line: <c>--env=dev</c>.</summary>
    public string Render(string value) => $"--{Argument}={value}";
}
