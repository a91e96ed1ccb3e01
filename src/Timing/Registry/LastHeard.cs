namespace BuildTiming.Registry;

/// <summary>When this repository last heard of branches of its remote, as far as git's own files tell without asking anybody.</summary>
internal static class LastHeard
{
    /// <summary>Of a repository with thousands of branches git notes no more of each fetch.</summary>
    private const int Longest = 1 << 20;

    /// <summary>A time at which the remote's registry branch was as it is known here, the latest that can be told; null for none.</summary>
    public static DateTimeOffset? OfRegistry(RegistryBranch branch)
    {
        string common = branch.Repository.CommonDirectory;
        // When it moved last, and when it was among what a user fetched.
        return Latest([TimeOf(Path.Combine(common, branch.TrackingRef)), OfFetch(common, $"branch '{branch.Name}' of ")]);
    }

    /// <summary>The same of other branches of the remote.</summary>
    /// <param name="branch">Tells the repository.</param>
    /// <param name="prefix">What the branches' names begin with.</param>
    /// <param name="names">Their remote-tracking refs that are known here.</param>
    public static DateTimeOffset? OfBranches(RegistryBranch branch, string prefix, IEnumerable<string> names)
    {
        string common = branch.Repository.CommonDirectory;
        return Latest([OfFetch(common, $"branch '{prefix}"), .. names.Select(name => TimeOf(Path.Combine(common, name)))]);
    }

    // Each worktree has its own: https://git-scm.com/docs/git-fetch#_output.
    private static DateTimeOffset? OfFetch(string common, string mention)
    {
        string worktrees = Path.Combine(common, "worktrees");
        string[] folders = [common, .. Directory.Exists(worktrees) ? Directory.GetDirectories(worktrees) : []];
        return Latest(folders.Select(folder => Path.Combine(folder, "FETCH_HEAD")).Where(file => Mentions(file, mention)).Select(TimeOf));
    }

    private static bool Mentions(string file, string text)
    {
        try
        {
            var found = new FileInfo(file);
            return found.Exists && found.Length <= Longest && File.ReadAllText(file).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DateTimeOffset? TimeOf(string file) => File.Exists(file) ? new DateTimeOffset(File.GetLastWriteTimeUtc(file)) : null;

    private static DateTimeOffset? Latest(IEnumerable<DateTimeOffset?> times) => times.Max();
}
