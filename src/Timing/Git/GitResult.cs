namespace BuildTiming.Git;

/// <summary>How a git command ended.</summary>
/// <param name="ExitCode">Its exit code; 128 for git's own fatal errors.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error, in English: git runs in the C locale.</param>
internal sealed record GitResult(int ExitCode, string Output, string Error)
{
    private const int LongestLine = 400;

    /// <summary>The exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>The output without its last line break.</summary>
    public string Line => Output.TrimEnd('\n');

    /// <summary>What git said when it failed: the last lines of its standard error, hints left out.</summary>
    public string Complaint
    {
        get
        {
            IEnumerable<string> lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith("hint:", StringComparison.Ordinal))
                .TakeLast(6);
            string text = string.Join("; ", lines.Select(Plain));
            return text.Length > 0 ? text : CodeAlone(ExitCode);
        }
    }

    /// <summary>What is left to say of a git that said nothing.</summary>
    internal static string CodeAlone(int exitCode) => $"exit code {exitCode}";

    /// <summary>
    /// A line of a remote, fit for a terminal and a log: no control characters, no credentials of a URL, no end of it beyond the usual.
    /// </summary>
    internal static string Plain(string line)
    {
        // Before it is cut: half a password is one too.
        string masked = Credentials.Mask(string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)).Trim());
        return masked.Length > LongestLine ? masked[..LongestLine] + "…" : masked;
    }
}
