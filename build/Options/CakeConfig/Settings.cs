using System.Globalization;
using BuildTiming.Output.Stages;
using BuildTiming.Output.Steps;
using BuildTiming.Registry;

namespace Build.Options.CakeConfig;

/// <summary>What only <c>cake.config</c> says: properties of a repository, not of a run.</summary>
internal static class Settings
{
    /// <summary>How scripts announce stages in a dialect of their own.</summary>
    public const string StagePatternName = "Stages_Pattern";

    private const string Budget = "Timing_PublishBudget";
    private const string Limit = "Timing_StepLimit";
    private const string Environments = EnvironmentsSection + "_";

    /// <summary>The section that names folders of environments: any name may stand there.</summary>
    public const string EnvironmentsSection = "Environments";

    /// <summary>Those that are no option of a run.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ConfiguredStep.Settings, Budget, Limit, StagePatternName];

    private static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(30);

    /// <summary>Seconds from 1 to 3600.</summary>
    public static TimeSpan PublishBudget(OptionReader reader)
    {
        if (reader.Setting(Budget) is not { } text) return DefaultBudget;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds is >= 1 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : throw InvalidOption.Because(
                $"Timing.PublishBudget of cake.config: '{text}' is not possible; expected seconds from 1 to 3600.");
    }

    /// <summary>How many resources are recorded one by one: 0 to 1000.</summary>
    public static int StepLimit(OptionReader reader)
    {
        if (reader.Setting(Limit) is not { } text) return StepRules.DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit <= StepRules.MostLimit
            ? limit
            : throw InvalidOption.Because(
                $"Timing.StepLimit of cake.config: '{text}' is not possible; expected a whole number from 0 to {StepRules.MostLimit}.");
    }

    /// <summary>A regular expression with the groups <c>name</c> and <c>end</c>; null where only the known dialects are spoken.</summary>
    public static string? StagePattern(OptionReader reader)
    {
        if (reader.Setting(StagePatternName) is not { } pattern) return null;
        try
        {
            return new StageExpression(pattern).Pattern;
        }
        catch (ArgumentException exception)
        {
            // It quotes the pattern.
            string complaint = new([.. exception.Message.Select(c => char.IsControl(c) ? '?' : c)]);
            throw InvalidOption.Because($"Stages.Pattern of cake.config is not possible: {complaint}");
        }
    }

    /// <summary>
    /// The folder of an environment: what <c>[Environments]</c> says, <c>dev</c> → <c>development</c>, else the environment's own name.
    /// </summary>
    public static string RegistryFolder(OptionReader reader, string env)
    {
        string folder = FolderOf(reader, env);
        return RegistryPath.IsFolderName(folder)
            ? folder
            : throw InvalidOption.Because(
                $"Environments.{env} of cake.config: '{folder}' is not possible; expected {OptionValue.Label.Expected}.");
    }

    /// <summary>
    /// The folder of any environment, also of one that this run is not about; whether a folder can have that name is not checked.
    /// </summary>
    public static string FolderOf(OptionReader reader, string env) =>
        reader.Setting(Environments + env) ?? RegistryPath.FolderOfEnvironment(env);
}
