namespace BuildTiming.Git;

/// <summary>What is checked out in a working tree.</summary>
/// <param name="Commit">The commit's id.</param>
/// <param name="IsChanged">Files that git tracks differ from it.</param>
internal sealed record CheckedOut(string Commit, bool IsChanged)
{
    private const string Comment = "# ";
    private const string Id = "# branch.oid ";
    private const string None = "(initial)";

    /// <summary>
    /// Asks git. The index is left as it is, no monitor of files is started, and submodules are looked into as far as they are there.
    /// </summary>
    /// <returns>Git's answer; null where there is no commit yet, no working tree, or no answer.</returns>
    /// <param name="git">Git, in any folder of the working tree.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="OperationCanceledException">Git was ended.</exception>
    public static async Task<CheckedOut?> AskAsync(GitClient git, CancellationToken cancellation)
    {
        // https://git-scm.com/docs/git-status#_porcelain_format_version_2: one process for both.
        GitResult result = await git.RunAsync(
            [
                "-c", "core.fsmonitor=false", "status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--no-renames",
                "--untracked-files=no", "--ignore-submodules=untracked",
            ], cancellation);
        return result.Succeeded ? Read(result.Output) : null;
    }

    private static CheckedOut? Read(string output)
    {
        string? commit = null;
        bool isChanged = false;
        foreach (ReadOnlySpan<char> line in output.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Id)) commit = line[Id.Length..].ToString();
            else isChanged |= !line.IsEmpty && !line.StartsWith(Comment);
        }

        return commit is null or None ? null : new CheckedOut(commit, isChanged);
    }
}
