namespace BuildTiming.Git;

/// <summary>A git command failed where it had to succeed.</summary>
/// <param name="command">The git command, for example <c>fetch</c>.</param>
/// <param name="exitCode">Git's exit code.</param>
/// <param name="complaint">The tail of git's standard error.</param>
internal sealed class GitCommandException(string command, int exitCode, string complaint)
    : Exception(exitCode == GitClient.CutShort
        ? $"git {command} was not heard to its end: {complaint}"
        : $"git {command} ended with {(complaint == GitResult.CodeAlone(exitCode) ? complaint : $"exit code {exitCode}: {complaint}")}")
{
    /// <summary>The command succeeded, and its output ends before its end: that is no answer.</summary>
    internal static GitCommandException CutShort(string command) => new(command, GitClient.CutShort, "its output was cut short");

    /// <summary>The command succeeded, and something else stands in the place of its answer: a warning of a wrapper, for example.</summary>
    internal static GitCommandException Spoilt(string command) => new(command, 0, "what it printed is no answer");

    /// <summary>Git's exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The tail of git's standard error.</summary>
    public string Complaint { get; } = complaint;
}
