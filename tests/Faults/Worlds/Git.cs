using System.Diagnostics;

namespace Faults.Worlds;

/// <summary>Git as the suite itself uses it: to make worlds, and to look at them without changing them.</summary>
internal static class Git
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The program itself, whatever a PATH of a host names in its stead.</summary>
    public static string Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "git")).First(File.Exists);

    /// <summary>What a command that has to succeed prints, without its last line break.</summary>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        (int exitCode, string output, string error) = await TryAsync(folder, arguments);
        if (exitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} in {folder} ended with {exitCode}: {error}");
        return output.TrimEnd('\n');
    }

    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(string folder, params string[] arguments)
    {
        string[] identity =
            ["-c", "user.name=Somebody", "-c", "user.email=somebody@localhost", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
        var start = new ProcessStartInfo(Program, ["--no-optional-locks", .. identity, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
        return (process.ExitCode, await output, await error);
    }
}
