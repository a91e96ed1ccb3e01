namespace Build.Options;

/// <summary>Refuses words of the command line that nothing of this run would read: whoever wrote them meant something else.</summary>
internal static class WordCheck
{
    /// <summary>The one target that takes a command.</summary>
    private const string TakesCommand = "Timed";

    /// <summary>Refuses an option beside targets that it is not for, and a command that no target takes.</summary>
    /// <exception cref="Cake.Core.CakeException">What it is, and where it belongs.</exception>
    public static void RequireRead(BuildOptions options, IEnumerable<string> arguments)
    {
        foreach (string argument in arguments)
        {
            if (KnownOptions.All.FirstOrDefault(known => known.Argument == argument) is not { } option
                || option.Targets.Count == 0 || options.Targets.Any(option.IsFor)) continue;
            string targets = string.Join(" and ", option.Targets.Select(target => $"--target={target}"));
            throw InvalidOption.Because($"--{argument} is for {targets}, and for no other target.");
        }

        if (options.Command is not null && !options.Targets.Contains(TakesCommand, StringComparer.OrdinalIgnoreCase))
            throw InvalidOption.Because(
                $"what stands behind -- is a command, and --target={TakesCommand} alone runs one; options stand in front of it.");
    }
}
