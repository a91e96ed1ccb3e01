namespace Cake.BuildTiming;

/// <summary>What the host's own messages may use: colours on each stream, and signs beyond ASCII.</summary>
/// <param name="OutColours">Standard output shows colours.</param>
/// <param name="ErrorColours">Standard error shows colours.</param>
/// <param name="Unicode">Both show Unicode.</param>
public sealed record TerminalFeatures(bool OutColours, bool ErrorColours, bool Unicode)
{
    // Their logs are no terminals, and show colours all the same.
    private static readonly string[] ColourfulCi =
        ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "BUILDKITE", "CIRCLECI", "TRAVIS", "TEAMCITY_VERSION"];

    /// <summary>Of this process.</summary>
    public static TerminalFeatures Current { get; } =
        Of(Environment.GetEnvironmentVariable, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>Of a process with these variables and streams.</summary>
    /// <remarks>
    /// https://no-color.org and https://force-color.org: a variable that is empty is none, and who wants no colours gets none. The locale's
    /// character set is what POSIX says: the first of LC_ALL, LC_CTYPE and LANG that is set; without any it is ASCII.
    /// </remarks>
    /// <param name="variable">The value of an environment variable.</param>
    /// <param name="outIsTerminal">Standard output is a terminal.</param>
    /// <param name="errorIsTerminal">Standard error is a terminal.</param>
    public static TerminalFeatures Of(Func<string, string?> variable, bool outIsTerminal, bool errorIsTerminal)
    {
        bool Has(string name) => variable(name) is { Length: > 0 };
        bool unwanted = Has("NO_COLOR");
        bool wanted = (variable("FORCE_COLOR") is { Length: > 0 } force && force != "0") || ColourfulCi.Any(Has);
        bool capable = variable("TERM") != "dumb";
        string locale = new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(variable).FirstOrDefault(value => value is { Length: > 0 })
            ?? string.Empty;
        bool unicode = OperatingSystem.IsWindows()
            || locale.Replace("-", string.Empty, StringComparison.Ordinal).EndsWith("utf8", StringComparison.OrdinalIgnoreCase);
        return new(!unwanted && (wanted || (outIsTerminal && capable)), !unwanted && (wanted || (errorIsTerminal && capable)), unicode);
    }
}
