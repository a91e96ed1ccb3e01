using System.Diagnostics;

namespace Build.Tests.Programs;

/// <summary>What a program did: its exit code and what it printed, standard error last.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // What a developer's shell or a CI job may have set, and would change what these tests see.
    private static readonly string[] Inherited =
        ["TF_", "MAKE", "MFLAGS", "REGION", "ENV", "BOOTSTRAP_VERSION", "CONFIRM_DESTROY", "TEARDOWN_CONFIRM", "LIFECYCLE", "CREATE_RDS",
            "TIMING_"];

    public string All => Output + Error;

    /// <summary>Runs a program in the environment of the tests, changed by <paramref name="environment"/>.</summary>
    public static Task<ProgramRun> Of(
        string folder, IEnumerable<(string Name, string Value)> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (string name in start.Environment.Keys.Where(IsInherited).ToList())
            start.Environment.Remove(name);
        foreach ((string? name, string? value) in environment)
            start.Environment[name] = value;

        return RunAsync(start, folder, "");
    }

    /// <summary>Runs a program in exactly this environment, whatever that of the tests holds.</summary>
    public static Task<ProgramRun> In(
        string folder, IEnumerable<KeyValuePair<string, string>> environment, string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment.Clear();
        foreach ((string? name, string? value) in environment)
            start.Environment[name] = value;

        return RunAsync(start, folder, input);
    }

    private static async Task<ProgramRun> RunAsync(ProcessStartInfo start, string folder, string input)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
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
