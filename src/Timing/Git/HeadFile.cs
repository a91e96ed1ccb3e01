namespace BuildTiming.Git;

/// <summary>
/// What HEAD names, as its files said at one moment: it takes no process, so a command that is to be timed does not wait for it.
/// </summary>
/// <remarks>
/// Of a branch that stands in <c>packed-refs</c> the file is read later: a commit gives the branch a file of its own and leaves that one as
/// it is (https://git-scm.com/docs/git-pack-refs).
/// </remarks>
/// <param name="commit">The commit's id; null where no file told.</param>
/// <param name="packed">The branch to be looked for among the packed ones; null where that is of no use.</param>
/// <param name="commonDirectory">Where all worktrees of the repository keep what they share.</param>
internal sealed class HeadFile(string? commit, string? packed, string commonDirectory)
{
    private const string Pointer = "ref: ";
    private const string Branches = "refs/heads/";

    /// <summary>Reads HEAD, and the branch that it names.</summary>
    public static HeadFile Read(GitRepository repository)
    {
        string common = repository.CommonDirectory;
        if (FirstLine(Path.Combine(repository.OwnDirectory, "HEAD")) is not { } head) return new(null, null, common);
        if (IsId(head)) return new(head, null, common);
        // Other refs are each worktree's own or nobody's habit, and git itself tells of them.
        string branch = head.StartsWith(Pointer, StringComparison.Ordinal) ? head[Pointer.Length..].Trim() : string.Empty;
        if (!branch.StartsWith(Branches, StringComparison.Ordinal)) return new(null, null, common);
        return FirstLine(Path.Combine(common, branch)) is { } line
            ? new(IsId(line) ? line : null, null, common)
            : new(null, branch, common);
    }

    /// <summary>The commit that HEAD named then; null where its files do not tell.</summary>
    public string? Commit() => packed is null ? commit : FindPacked(packed);

    private string? FindPacked(string branch)
    {
        try
        {
            foreach (string line in File.ReadLines(Path.Combine(commonDirectory, "packed-refs")))
            {
                int blank = line.IndexOf(' ', StringComparison.Ordinal);
                if (blank > 0 && line.AsSpan(blank + 1).SequenceEqual(branch) && IsId(line[..blank])) return line[..blank];
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is none: a repository without a commit, or one that keeps its refs otherwise.
        }

        return null;
    }

    private static string? FirstLine(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            return reader.ReadLine()?.Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsId(string text) => text.Length is 40 or 64 && text.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;
}
