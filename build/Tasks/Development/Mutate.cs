using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>
/// Tests the tests: changes the code in one place at a time and sees whether a test notices. Takes long, and is no part of the target Test.
/// </summary>
[TaskName("Mutate")]
[TaskDescription("Measures by mutation how much the fast tests notice; --area=<name> does one area.")]
public sealed class Mutate(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <summary>Every area; each has its settings in <c>tests/Mutation</c>, and its tests in this project.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Projects = new Dictionary<string, string>
    {
        ["rows"] = "Timing.Tests",
        ["output"] = "Timing.Tests",
        ["journal"] = "Timing.Tests",
        ["publishing"] = "Timing.Tests",
        ["options"] = "Build.Tests",
    };

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        string root = context.Environment.WorkingDirectory.FullPath;
        Dotnet(root, "tool", "restore");
        string wanted = context.Options[KnownOptions.MutationArea];
        foreach ((string area, string project) in Projects.Where(area => wanted == "all" || wanted == area.Key))
        {
            Dotnet(
                Path.Combine(root, "tests", project),
                "stryker", "--config-file", Path.Combine(root, "tests", "Mutation", area + ".json"),
                "--output", Path.Combine(root, "artifacts", "mutation", area), "--skip-version-check");
        }
    }

    private void Dotnet(string folder, params string[] arguments) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        Arguments = arguments,
        Environment = new Dictionary<string, string>
        {
            // No compiler stays behind that would hold this run's output.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            // Milliseconds that Stryker's analysis waits for `dotnet --info`: the 10 s that it would wait are too short on a busy machine.
            ["DOTNET_INFO_WAIT_TIME"] = "120000",
            // Seconds that the test runner waits for its own process: 90 are too short there too, and the whole area would be lost.
            ["VSTEST_CONNECTION_TIMEOUT"] = "600",
        },
        WorkingDirectory = folder,
    });
}
