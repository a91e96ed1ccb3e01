namespace BuildTiming.Git;

/// <summary>
/// Finds a repository without git's help: it takes no process, and a git that is missing, was killed or refuses to look must cost no row,
/// since the journal is but a folder in there.
/// </summary>
/// <remarks>The layout: https://git-scm.com/docs/gitrepository-layout (<c>gitdir</c> files, <c>commondir</c>).</remarks>
internal static class GitFolder
{
    private const string Name = ".git";
    private const string Pointer = "gitdir: ";

    /// <summary>The repository whose working tree the folder belongs to, or null.</summary>
    public static GitRepository? Find(GitClient git)
    {
        for (var folder = new DirectoryInfo(Physical(git.Folder)); folder is not null; folder = folder.Parent)
        {
            if (OwnDirectory(folder.FullName) is not { } own) continue;
            string common = CommonDirectory(own);
            if (File.Exists(Path.Combine(common, "HEAD")))
                return new GitRepository(git, common, folder.FullName.TrimEnd('/'), ObjectFormat(common)) { OwnDirectory = own };
        }

        return null;
    }

    /// <summary>The folder without symbolic links on the way: what is above it is looked for where it really stands.</summary>
    private static string Physical(string folder)
    {
        string full = Path.GetFullPath(folder);
        if (Path.GetDirectoryName(full) is not { } above) return full;
        string path = Path.Combine(Physical(above), Path.GetFileName(full));
        return new DirectoryInfo(path).LinkTarget is { } target ? Physical(Path.Combine(Path.GetDirectoryName(path)!, target)) : path;
    }

    /// <summary>A worktree's <c>.git</c> is a file that names its own folder.</summary>
    private static string? OwnDirectory(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (Directory.Exists(path)) return path;
        return FirstLine(path) is { } line && line.StartsWith(Pointer, StringComparison.Ordinal)
            ? Path.GetFullPath(line[Pointer.Length..], folder)
            : null;
    }

    /// <summary>In there a file names the one of all worktrees.</summary>
    private static string CommonDirectory(string own) =>
        FirstLine(Path.Combine(own, "commondir")) is { } common ? Path.GetFullPath(common, own) : own;

    private static string ObjectFormat(string common) => Lines(Path.Combine(common, "config"))
        .Any(line => line.Replace(" ", "", StringComparison.Ordinal).Trim()
            .Equals("objectformat=sha256", StringComparison.OrdinalIgnoreCase)) ? "sha256" : "sha1";

    private static string? FirstLine(string file) => Lines(file).FirstOrDefault()?.TrimEnd();

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
