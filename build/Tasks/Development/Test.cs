using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>Runs every test of this repository and says how many passed.</summary>
[TaskName("Test")]
[TaskDescription("Tests this build host.")]
public sealed class Test(CommandRunner commands) : FrostingTask<BuildContext>
{
    private const string Results = "artifacts/test-results";

    /// <summary>They run side by side: the long ones begin, and the others fill what those leave.</summary>
    private static readonly string[] LongestFirst = ["Timing.Tests", "Build.Tests", "Faults"];

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        string root = context.Environment.WorkingDirectory.FullPath;
        string results = Path.Combine(root, Results);
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            DotNet(root, "build", "BuildTiming.slnx", "-c", "Release", "-nodeReuse:false", "-v", "quiet");
            DotNet(root, "test", [.. Assemblies(root), "--logger", "trx", "--results-directory", results,
                "--", "RunConfiguration.MaxCpuCount=3"]);
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
    private static IEnumerable<string> Assemblies(string root) =>
        Directory.GetFiles(Path.Combine(root, "artifacts", "bin"), "xunit.runner.visualstudio.testadapter.dll", SearchOption.AllDirectories)
        .Select(adapter => Path.GetDirectoryName(adapter)!)
        .Where(folder => Path.GetFileName(folder) == "release")
        .Select(folder => Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(folder)!) + ".dll"))
        .Where(assembly => Directory.Exists(Path.Combine(root, "tests", Path.GetFileNameWithoutExtension(assembly))))
        .OrderByDescending(assembly => LongestFirst.Contains(Path.GetFileNameWithoutExtension(assembly)))
        .ThenBy(assembly => Array.IndexOf(LongestFirst, Path.GetFileNameWithoutExtension(assembly)))
        .ThenBy(assembly => assembly, StringComparer.Ordinal);

    private void DotNet(string root, string verb, params string[] arguments) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        Arguments = [verb, .. arguments],
        WorkingDirectory = root,
        IsShieldedFromHangup = false,
    });
}
