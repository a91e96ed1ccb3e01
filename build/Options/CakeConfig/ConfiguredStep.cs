namespace Build.Options.CakeConfig;

/// <summary>A step of a deploy that <c>cake.config</c> describes.</summary>
/// <param name="Name">What its settings begin with, for example <c>Rds</c>.</param>
/// <param name="Command">Its command for bash, in which <c>{env}</c> and <c>{region}</c> are filled in; null where there is none.</param>
/// <param name="Phase">The phase that it is timed as; null where it is not timed.</param>
public sealed record ConfiguredStep(string Name, string? Command, string? Phase)
{
    /// <summary>The step in front of the bootstrap.</summary>
    internal const string Rds = "Rds";

    /// <summary>The step behind the bootstrap.</summary>
    internal const string AfterBootstrap = "AfterBootstrap";

    /// <summary>What <c>cake.config</c> calls the command.</summary>
    public string CommandSetting => Name + "Command";

    /// <summary>The settings of all steps.</summary>
    internal static IReadOnlyList<string> Settings { get; } =
        [.. new[] { Rds, AfterBootstrap }.SelectMany(name => new[] { CommandOf(name), PhaseOf(name) })];

    /// <summary>Those that hold commands.</summary>
    internal static IReadOnlyList<string> Commands { get; } = [CommandOf(Rds), CommandOf(AfterBootstrap)];

    /// <summary>Reads a step.</summary>
    /// <exception cref="Cake.Core.CakeException">The name of the phase is not possible.</exception>
    internal static ConfiguredStep Read(OptionReader reader, string name)
    {
        string? phase = reader.Setting(PhaseOf(name));
        return phase is null || OptionValue.Cell.Read(phase) is not null
            ? new ConfiguredStep(name, reader.Setting(CommandOf(name)), phase)
            : throw InvalidOption.Because(
                $"Persistent.{name}Phase of cake.config: '{phase}' is not possible; expected {OptionValue.Cell.Expected}.");
    }

    private static string CommandOf(string name) => $"Persistent_{name}Command";

    private static string PhaseOf(string name) => $"Persistent_{name}Phase";
}
