using System.Diagnostics;
using Tests.Shared.Files;

namespace Faults.Hosts;

/// <summary>
/// The build host as <c>build.sh</c> compiles it: started itself, because a kill must hit the host and no shell in front of it.
/// </summary>
internal static class CompiledHost
{
    private static readonly Lazy<Task<string>> Found = new(CompileAsync);

    /// <summary>The host's assembly, brought up to date at the first call.</summary>
    public static Task<string> PathAsync() => Found.Value;

    private static async Task<string> CompileAsync()
    {
        string root = RepositoryRoot.Path;
        var start = new ProcessStartInfo(Path.Combine(root, "build.sh"), ["--version"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"build.sh ended with {process.ExitCode}: {await output}{await error}");
        string home = Path.Combine(root, "artifacts/host");
        return Path.Combine(home, (await File.ReadAllTextAsync(Path.Combine(home, "current"))).Trim(), "Build.dll");
    }
}
