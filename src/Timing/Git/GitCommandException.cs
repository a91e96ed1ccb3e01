namespace BuildTiming.Git;

/// <summary>A git command failed where it had to succeed.</summary>
/// <param name="command">The git command, for example <c>fetch</c>.</param>
/// <param name="exitCode">Git's exit code.</param>
/// <param name="complaint">The tail of git's standard error.</param>
public sealed class GitCommandException(string command, int exitCode, string complaint)
    : Exception($"git {command} ended with exit code {exitCode}: {complaint}")
{
    /// <summary>Git's exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The tail of git's standard error.</summary>
    public string Complaint { get; } = complaint;
}
