using Build.Options;
using Build.Options.CakeConfig;
using Build.Run;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>The RDS step of a deploy: the command that <c>cake.config</c> names.</summary>
[TaskName("DeployRds")]
[TaskDescription("Runs the RDS command of cake.config, if there is one.")]
public sealed class DeployRds(CommandRunner commands) : ConfiguredTask(commands)
{
    /// <inheritdoc/>
    public override void Require(BuildOptions options)
    {
        if (!options.Has(KnownOptions.CreateRds)) return;
        if (options.Rds.Command is not null) Programs.RequireBash();
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
        !context.Skips(!context.Options.Has(KnownOptions.CreateRds), "DeployRds", "--create-rds is false") && !LacksCommand(context);

    /// <inheritdoc/>
    protected override ConfiguredStep StepOf(BuildOptions options) => options.Rds;
}
