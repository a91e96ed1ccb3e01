using Cake.Core;

namespace Cake.Frosting.CommandLine;

/// <summary>Turns a command line into Cake's arguments, which feed the configuration too.</summary>
internal static class BuildArguments
{
    private const string NoReportSetting = "Settings_NoReport";

    /// <summary>
    /// Every argument under its name without dashes, in any case; when two spellings of a name occur, the first is taken.
    /// The targets are the argument <c>target</c>.
    /// </summary>
    public static CakeArguments From(HostCommandLine commandLine)
    {
        var arguments = new Dictionary<string, List<string?>>(StringComparer.OrdinalIgnoreCase);
        ILookup<string, string?> given = commandLine.BuildArguments.ToLookup(argument => argument.Key, argument => argument.Value);
        foreach (IGrouping<string, string?> spelling in given)
            arguments.TryAdd(spelling.Key.TrimStart('-'), [.. spelling]);
        if (!arguments.TryGetValue("target", out List<string?>? targets)) arguments.Add("target", targets = []);
        targets.AddRange(commandLine.Targets);
        if (commandLine.NoReport) arguments.TryAdd(NoReportSetting, [bool.TrueString]);
        return new CakeArguments(arguments.Keys
            .SelectMany(name => arguments[name], (name, value) => new Given(name, value))
            .ToLookup(argument => argument.Name, argument => argument.Value));
    }

    // Iterators over a value type would be compiled at each start.
    private sealed record Given(string Name, string? Value);
}
