using System.Diagnostics;

namespace Build.Tests.Programs;

/// <summary>What a program did: its exit code and what it printed, standard error last.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // What a developer's shell or a CI job may have set, and would change what these tests see.
    private static readonly string[] Inherited =
        ["TF_", "MAKE", "MFLAGS", "REGION", "ENV", "BOOTSTRAP_VERSION", "CONFIRM_DESTROY", "TEARDOWN_CONFIRM", "LIFECYCLE", "CREATE_RDS", "TIMING_"];

    public string All => Output + Error;

    public static async Task<ProgramRun> Of(
        string folder, IEnumerable<(string Name, string Value)> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
            return new ProgramRun(process.ExitCode, await output, await error);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // TF_CLI_CONFIG_FILE and TF_PLUGIN_CACHE_DIR are how a machine is set up, not what a run is asked to do.
    private static bool IsInherited(string name) =>
        Inherited.Any(start => name.StartsWith(start, StringComparison.Ordinal))
        && name is not ("TF_CLI_CONFIG_FILE" or "TF_PLUGIN_CACHE_DIR");
}
