using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Timing.Tests.Publishing;

/// <summary>What Spin says of the publishing model: https://spinroot.com/spin/Man/Pan.html.</summary>
internal sealed partial record ModelCheck(int Errors, long States, string Report)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Every reachable state was looked at: neither depth nor memory cut the search short.</summary>
    public bool IsComplete =>
        Report.Contains("Full statespace search", StringComparison.Ordinal)
        && !Report.Contains("Search not completed", StringComparison.Ordinal)
        && !Report.Contains("max search depth too small", StringComparison.Ordinal)
        && !Report.Contains("MEMLIM", StringComparison.Ordinal);

    /// <summary>The first line of what is wrong.</summary>
    public string Violation => Report.Split('\n')[0];

    /// <summary>Makes Spin's verifier of the model in a temporary folder, and runs it.</summary>
    /// <param name="definitions">Macros of the model, separated by blanks.</param>
    /// <param name="mode">The search, as a macro of the verifier.</param>
    /// <param name="options">Options of the verifier.</param>
    public static async Task<ModelCheck> RunAsync(string definitions, string mode, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await OutputAsync(folder.Path, "spin", [.. definitions.Split(' ').Select(definition => "-D" + definition), "-a", Model()]);
        // Not optimized: that takes longer than the searches gain by it.
        await OutputAsync(folder.Path, "gcc", ["-O0", "-w", mode, "-DCOLLAPSE", "-DMEMLIM=1800", "-o", "pan", "pan.c"]);
        string report = (await OutputAsync(folder.Path, folder["pan"], [.. options, "-w20", "-m100000", "-n"])).TrimStart();
        return new ModelCheck((int)Count(ErrorCount(), report), Count(StateCount(), report), report);
    }

    private static long Count(Regex pattern, string report)
    {
        Match match = pattern.Match(report);
        Assert.True(match.Success, report);
        return long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> OutputAsync(string folder, string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(info)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {output}{await error}");
            return output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static string Model() => RepositoryRoot.File("docs", "model", "publishing.pml");

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex ErrorCount();

    [GeneratedRegex(@"(\d+) states, stored")]
    private static partial Regex StateCount();
}
