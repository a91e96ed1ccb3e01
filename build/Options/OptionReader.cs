using BuildTiming.Git;
using Cake.Core;
using Cake.Core.Configuration;

namespace Build.Options;

/// <summary>Finds an option's value: command line, then environment, then <c>cake.config</c>.</summary>
/// <param name="arguments">The command line.</param>
/// <param name="environment">The environment.</param>
/// <param name="configuration"><c>cake.config</c>.</param>
public sealed class OptionReader(ICakeArguments arguments, ICakeEnvironment environment, ICakeConfiguration configuration)
{
    /// <summary>The targets that the caller named; empty for the default one.</summary>
    public IReadOnlyCollection<string> Targets => [.. arguments.GetArguments("target")];

    /// <summary>A dry run is asked for.</summary>
    public static bool IsDryRun => OfProcess.IsDryRun;

    /// <summary>Targets are to run without those that they depend on.</summary>
    public static bool IsExclusive => OfProcess.IsExclusive;

    /// <summary>The words behind the first <c>--</c> of the command line; null without one.</summary>
    public static IReadOnlyList<string>? Command => OfProcess.Command;

    /// <summary>How the caller can start this host again.</summary>
    public Entry Entry => Entry.Of(environment.GetEnvironmentVariable);

    /// <summary>Where programs are looked up; null for this process's own PATH.</summary>
    public string? SearchPath => environment.GetEnvironmentVariable("PATH");

    // Cake keeps its own switches to itself.
    private static CommandLine OfProcess => new(Environment.GetCommandLineArgs());

    /// <summary>Every argument of the command line, by name.</summary>
    public IEnumerable<string> ArgumentNames => arguments.GetArguments().Keys;

    /// <summary>What an argument was given on the command line, once for each time.</summary>
    public IEnumerable<string?> ValuesOf(string argument) => arguments.GetArguments(argument);

    /// <summary>The canonical value and whether the caller named it for this run, or null where it is set nowhere.</summary>
    /// <exception cref="Cake.Core.CakeException">The value is not one that the option accepts.</exception>
    public (string Value, bool IsGiven)? Read(Option option)
    {
        if (FromArguments(option) is { } argument) return (Accept(option, argument, "--" + option.Argument), true);
        // An empty variable is as good as none: make and CI systems pass what nobody filled in.
        if (environment.GetEnvironmentVariable(option.Variable) is { Length: > 0 } variable)
            return (Accept(option, variable, option.Variable), true);
        if (Setting(option.Setting) is { } setting)
            return (Accept(option, setting, $"{option.Setting.Replace('_', '.')} of cake.config"), false);
        return null;
    }

    /// <summary>A setting of <c>cake.config</c> that no argument overrides, or null where it is not set.</summary>
    public string? Setting(string key) => configuration.GetValue(key) is { Length: > 0 } value ? value : null;

    private static string Accept(Option option, string value, string source) => option.Value.Read(value)
        ?? throw InvalidOption.Because($"{source}: '{Printable(value)}' is not possible; expected {option.Value.Expected}.");

    /// <summary>
    /// A value as it may stand in a message: hostile bytes must not reach a terminal, nor the password of an address a log.
    /// </summary>
    private static string Printable(string value)
    {
        string masked = Credentials.Mask(value);
        return new([.. masked.Take(80).Select(c => char.IsControl(c) ? '?' : c), .. masked.Length > 80 ? "…" : ""]);
    }

    private string? FromArguments(Option option)
    {
        ICollection<string> values = arguments.GetArguments(option.Argument);
        if (values.Count == 0) return null;
        if (values.Count > 1) throw InvalidOption.Because($"--{option.Argument} is given {values.Count} times; give it once.");
        string? value = values.Single();
        if (string.IsNullOrEmpty(value)) value = option.Value == OptionValue.Flag ? "true" : null;
        return value ?? throw InvalidOption.Because($"--{option.Argument} needs a value; expected {option.Value.Expected}.");
    }
}
