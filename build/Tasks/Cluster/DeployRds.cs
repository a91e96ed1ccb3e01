using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>The RDS step of a deploy: the command that <c>cake.config</c> names.</summary>
[TaskName("DeployRds")]
[TaskDescription("Runs the RDS command of cake.config, if there is one.")]
public sealed class DeployRds(CommandRunner commands) : FrostingTask<BuildContext>, IHasPreconditions
{
    private static readonly Option[] Variables =
        [KnownOptions.Env, KnownOptions.Region, KnownOptions.Terraform, KnownOptions.TfAutoApprove];

    /// <inheritdoc/>
    public void Require(BuildOptions options)
    {
        if (!options.Has(KnownOptions.CreateRds)) return;
        if (options.RdsCommand is not null) Programs.RequireBash();
        else if (options.IsGiven(KnownOptions.CreateRds))
        {
            throw InvalidOption.Because(
                "--create-rds=true, and there is no command for it: set RdsCommand in the section [Persistent] of cake.config, for "
                + "example\n"
                + "  RdsCommand=make rds-deploy\nor leave --create-rds and CREATE_RDS out.");
        }
    }

    /// <inheritdoc/>
    public override bool ShouldRun(BuildContext context) =>
        !context.Skips(!context.Options.Has(KnownOptions.CreateRds), "DeployRds", "--create-rds is false")
        && !context.Skips(context.Options.RdsCommand is null, "DeployRds", "cake.config names no RdsCommand");

    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "bash",
        Arguments = ["-c", Command(context.Options)],
        Environment = context.Options.Variables(Variables),
        WorkingDirectory = context.Options.PlatformRoot,
    });

    /// <summary>Environment and region are plain words, checked when they were read: they cannot change what the command means.</summary>
    private static string Command(BuildOptions options) => options.RdsCommand!
        .Replace("{env}", options.Env, StringComparison.Ordinal)
        .Replace("{region}", options.Region, StringComparison.Ordinal);
}
