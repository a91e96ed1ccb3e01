using System.Diagnostics;

namespace Tests.Shared.Programs;

/// <summary>What a program of this repository did: its exit code and what it printed.</summary>
public sealed record HostRun(int ExitCode, string Output, string Error)
{
    /// <summary>Nothing takes as long, however busy the machine: what does, hangs.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    /// <summary>Runs another project's program, which was built beside the tests.</summary>
    /// <param name="tests">The name of the test project.</param>
    /// <param name="program">The name of the program's project.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Variables beside those of the tests; null for one that is to be absent.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<HostRun> Of(
        string tests, string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        string file = Path.Combine(AppContext.BaseDirectory.Replace(tests, program, StringComparison.Ordinal), program + ".dll");
        var start = new ProcessStartInfo("dotnet", [file, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
            return new HostRun(process.ExitCode, await output, await error);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
