using Build.Options;
using Build.Timing;
using BuildTiming.Running;
using Cake.Frosting;

namespace Build.Tasks;

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
        Arguments = ["run", "--project", "tests/Faults", "-p:UseSharedCompilation=false", "--", $"--minutes={context.Options[KnownOptions.SoakMinutes]}"],
        Environment = new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" },
        WorkingDirectory = context.Environment.WorkingDirectory.FullPath,
    });
}
