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
    private const string Solution = "BuildTiming.slnx";
    private const string Results = "artifacts/test-results";

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        string root = context.Environment.WorkingDirectory.FullPath;
        string results = Path.Combine(root, Results);
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            // Compiled first: the tests of a project would else keep the others waiting for what its node has compiled.
            DotNet(root, "build", "-v", "quiet");
            DotNet(root, "test", "--no-build", "-maxCpuCount:3", "--logger", "trx", "--results-directory", results);
        }
        finally
        {
            string counts = TestCounts.OfFolder(results).ToString();
            context.Log.Say(counts);
            // For a program that goes on with them, such as .ci/run.
            if (Directory.Exists(results)) File.WriteAllText(Path.Combine(results, "counts"), counts + "\n");
        }
    }

    private void DotNet(string root, string verb, params string[] arguments) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        Arguments = [verb, Solution, "-c", "Release", "-nodeReuse:false", .. arguments],
        WorkingDirectory = root,
        IsShieldedFromHangup = false,
    });
}
