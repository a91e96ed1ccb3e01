using System.Diagnostics;
using System.Text;
using Tests.Shared.Programs;

namespace Tests.Shared.Git;

/// <summary>Git as a test itself uses it: to make repositories, and to look at them.</summary>
public static class GitRunner
{
    /// <summary>Nothing takes as long, however busy the machine: what does, hangs.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    /// <summary>The program itself, whatever stands before it on the PATH of a program under test.</summary>
    public static string Program { get; } = ProgramOnPath.Find("git") ?? throw new FileNotFoundException("git is not on PATH");

    /// <summary>Runs git once. What the shell of the tests says to git (<c>GIT_…</c>) does not count.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">Variables beside those of the tests; null for one that is to be absent.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    public static async Task<GitAnswer> RunAsync(
        string folder, IReadOnlyDictionary<string, string?> variables, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string? value) in variables) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all: its exit code says why.
        }

        await process.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System).ConfigureAwait(false);
        return new GitAnswer(string.Join(' ', arguments), process.ExitCode,
            await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }
}
