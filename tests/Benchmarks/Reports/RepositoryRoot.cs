namespace Benchmarks.Reports;

/// <summary>The checkout that is measured.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no build.sh above the benchmarks");
        return folder;
    }
}
