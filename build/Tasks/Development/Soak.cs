using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>The long form of the fault suite. No deploy depends on it.</summary>
[TaskName("Soak")]
[TaskDescription("Kills hosts for so many minutes and counts their rows; SEED=<number> repeats one.")]
public sealed class Soak(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        // No compiler stays behind that would hold this run's output.
        Arguments = ["run", "--project", "tests/Faults", "-p:UseSharedCompilation=false", "--",
            $"--minutes={context.Options[KnownOptions.SoakMinutes]}"],
        Environment = new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" },
        WorkingDirectory = context.Environment.WorkingDirectory.FullPath,
    });
}
