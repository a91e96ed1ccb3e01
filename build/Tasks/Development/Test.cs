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

    /// <summary>MSBuild runs the tests of a project on the node that has compiled it: with few nodes the long ones queue for one.</summary>
    private const string Nodes = "-maxCpuCount:4";

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        string root = context.Environment.WorkingDirectory.FullPath;
        string results = Path.Combine(root, Results);
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            commands.Run(new PhaseCommand
            {
                Program = "dotnet",
                Arguments =
                    ["test", "BuildTiming.slnx", "-c", "Release", "--logger", "trx", "--results-directory", results, "-nodeReuse:false",
                        Nodes],
                WorkingDirectory = root,
                IsShieldedFromHangup = false,
            });
        }
        finally
        {
            context.Log.Say(TestCounts.OfFolder(results).ToString());
        }
    }
}
