using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>A program that has to succeed; its output is read and dropped, or returned.</summary>
internal sealed record Command(string Folder, string Program, params string[] Arguments)
{
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public Task<TimeSpan> TimeAsync() => Alternation.TimeAsync(RunAsync);

    /// <returns>Its standard output without the last line break.</returns>
    public async Task<string> RunAsync()
    {
        var info = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in Variables) info.Environment[name] = value;
        using Process process = Process.Start(info)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(
            $"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {await error}{output}");
        return output.TrimEnd('\n');
    }
}
