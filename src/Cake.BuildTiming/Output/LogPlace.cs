namespace Cake.BuildTiming.Output;

/// <summary>Where a log is, so that the path can be pasted where the build runs.</summary>
/// <param name="root">The platform root, to which rows name their logs; null where the build runs.</param>
/// <param name="here">Where the build runs.</param>
internal sealed class LogPlace(string? root, string here)
{
    /// <summary>The log's absolute path.</summary>
    public string File(string log) => Path.GetFullPath(Path.Combine(root ?? here, log), here);

    /// <summary>The path below the folder where the build runs, absolute where the platform root is elsewhere.</summary>
    /// <param name="log">The log as the row names it.</param>
    public string Of(string log)
    {
        if (root is null) return log;
        string path = Path.GetFullPath(Path.Combine(root, log), here);
        string below = Path.GetRelativePath(here, path).Replace('\\', '/');
        return below.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(below) ? path : below;
    }
}
