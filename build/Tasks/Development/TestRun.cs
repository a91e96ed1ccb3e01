using System.Globalization;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;

namespace Build.Tasks.Development;

/// <summary>One run of the tests: compiles all of this repository, runs the test projects side by side, and counts the results.</summary>
internal sealed class TestRun(CommandRunner commands, BuildContext context)
{
    private const string Results = "artifacts/test-results";
    private const string Adapter = "xunit.runner.visualstudio.testadapter.dll";

    /// <summary>They run side by side: the long ones begin, and the others fill what those leave.</summary>
    private static readonly string[] LongestFirst = ["Timing.Tests", "Build.Tests", "Faults"];

    private readonly string _root = context.Environment.WorkingDirectory.FullPath;

    /// <summary>Every test.</summary>
    public void RunAll() => Run([], new Dictionary<string, string>());

    /// <summary>
    /// The tests without their long form. Of the slow ones one half, by the number, and the other half by the next; where a theory has many
    /// slow cases, one of them.
    /// </summary>
    public void RunSample(int seed)
    {
        string number = seed.ToString(CultureInfo.InvariantCulture);
        string turnOfOthers = seed % 2 == 0 ? "b" : "a";
        Run(["--filter", $"Form!=long&Turn!={turnOfOthers}"], new Dictionary<string, string> { ["SAMPLE"] = number, ["SEED"] = number });
    }

    private void Run(string[] selection, Dictionary<string, string> variables)
    {
        string results = Path.Combine(_root, Results);
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            // One warm compiler for all projects: a cold one costs as much again. It has to be asked for where MSBuild keeps no processes.
            DotNet(
                ["build", "BuildTiming.slnx", "-c", "Release", "-nodeReuse:false", "-p:UseSharedCompilation=true", "-v", "quiet"],
                []);
            DotNet(["test", .. Assemblies(), "--logger", "trx", "--results-directory", results, .. selection,
                "--", "RunConfiguration.MaxCpuCount=3"], variables);
        }
        finally
        {
            string counts = TestCounts.OfFolder(results).ToString();
            context.Log.Say(counts);
            // For a program that goes on with them, such as .ci/run.
            if (Directory.Exists(results)) File.WriteAllText(Path.Combine(results, "counts"), counts + "\n");
        }
    }

    /// <summary>The test projects are those that were compiled with a runner's adapter beside them and are still here.</summary>
    private IEnumerable<string> Assemblies() =>
        Directory.GetFiles(Path.Combine(_root, "artifacts", "bin"), Adapter, SearchOption.AllDirectories)
        .Select(adapter => Path.GetDirectoryName(adapter)!)
        .Where(folder => Path.GetFileName(folder) == "release")
        .Select(folder => Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(folder)!) + ".dll"))
        .Where(assembly => Directory.Exists(Path.Combine(_root, "tests", Path.GetFileNameWithoutExtension(assembly))))
        .OrderByDescending(assembly => LongestFirst.Contains(Path.GetFileNameWithoutExtension(assembly)))
        .ThenBy(assembly => Array.IndexOf(LongestFirst, Path.GetFileNameWithoutExtension(assembly)))
        .ThenBy(assembly => assembly, StringComparer.Ordinal);

    private void DotNet(string[] arguments, Dictionary<string, string> variables) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        Arguments = arguments,
        Environment = variables,
        WorkingDirectory = _root,
        IsShieldedFromHangup = false,
    });
}
