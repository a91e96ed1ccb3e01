using Build.Options;
using Build.Timing;
using BuildTiming.Running;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>The RDS step of a deploy: the command that <c>cake.config</c> names.</summary>
[TaskName("DeployRds")]
[TaskDescription("Runs the RDS command of cake.config, if there is one.")]
public sealed class DeployRds(CommandRunner commands) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(BuildContext context) =>
        !context.Skips(!context.Options.Has(KnownOptions.CreateRds), "DeployRds", "--create-rds is false")
        && !context.Skips(context.Options.RdsCommand is null, "DeployRds", "cake.config names no RdsCommand");

    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "bash",
        Arguments = ["-c", Command(context.Options)],
        WorkingDirectory = context.Options.PlatformRoot,
    });

    /// <summary>Environment and region are plain words, checked when they were read: they cannot change what the command means.</summary>
    private static string Command(BuildOptions options) => options.RdsCommand!
        .Replace("{env}", options.Env, StringComparison.Ordinal)
        .Replace("{region}", options.Region, StringComparison.Ordinal);
}
