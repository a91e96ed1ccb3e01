using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Development;

/// <summary>The long form of the fault suite. No deploy depends on it.</summary>
[TaskName("Soak")]
[TaskDescription("Kills hosts, or makes their git answer wrongly, and counts their rows; SEED=<number> repeats a run.")]
public sealed class Soak(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "dotnet",
        // No compiler stays behind that would hold this run's output.
        Arguments = ["run", "--project", "tests/Faults", "-p:UseSharedCompilation=false", "--",
            $"--form={context.Options[KnownOptions.SoakForm]}", $"--minutes={context.Options[KnownOptions.SoakMinutes]}",
            $"--rounds={context.Options[KnownOptions.SoakRounds]}"],
        Environment = new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" },
        WorkingDirectory = context.Environment.WorkingDirectory.FullPath,
    });
}
