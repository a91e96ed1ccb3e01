namespace BuildTiming.Registry;

/// <summary>Where the registry branch keeps the rows of an environment, and their steps.</summary>
internal static class RegistryPath
{
    /// <summary>The folder of all folders.</summary>
    public const string Folders = "environments";

    private const string Root = Folders + "/";
    private const string File = "/latest/build_timings.csv";
    private const string StepFile = "/latest/build_timing_steps.csv";

    /// <summary>Names the files of rows of all folders, whatever folder git runs in.</summary>
    public const string AnyFile = $":(top,glob){Root}*{File}";

    /// <summary>The rows of an environment's folder: <c>environments/development/latest/build_timings.csv</c>.</summary>
    public static string Of(string folder) => Root + folder + File;

    /// <summary>The steps of those rows: <c>environments/development/latest/build_timing_steps.csv</c>.</summary>
    public static string StepsOf(string folder) => Root + folder + StepFile;

    /// <summary>The folder that a file of rows belongs to, or null where the path is none of the registry's.</summary>
    public static string? FolderOf(string path) => FolderOf(path, File);

    /// <summary>The folder that a file of steps belongs to, or null where the path is none of the registry's.</summary>
    public static string? FolderOfSteps(string path) => FolderOf(path, StepFile);

    /// <summary>The folder that any file below it belongs to, or null where the path is outside of all.</summary>
    public static string? OwnerOf(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal) && path[Root.Length..].Split('/') is [var folder, _, ..] && IsFolderName(folder)
        ? folder
        : null;

    /// <summary>
    /// The folder of an environment where nothing else is configured: <c>dev</c> → <c>development</c>, any other its own name.
    /// </summary>
    public static string FolderOfEnvironment(string environment) => environment == "dev" ? "development" : environment;

    /// <summary>A name that is safe as a folder of the registry: lower-case letters, digits and inner hyphens, at most 63.</summary>
    public static bool IsFolderName(string name) =>
        name.Length is > 0 and <= 63 && name[0] != '-' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>The folder is one in which files of the registry are, or one above.</summary>
    public static bool IsOnTheWay(string folder) => folder.Split('/') is [_, var name, ..]
        ? IsFolderName(name) && Ancestors(Of(name)).Contains(folder)
        : folder + "/" == Root;

    private static string? FolderOf(string path, string file)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal) || !path.EndsWith(file, StringComparison.Ordinal)) return null;
        if (path.Length <= Root.Length + file.Length) return null;
        string folder = path[Root.Length..^file.Length];
        return IsFolderName(folder) ? folder : null;
    }

    /// <summary>The folders on the way to a file, outermost first.</summary>
    public static IEnumerable<string> Ancestors(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }
}
