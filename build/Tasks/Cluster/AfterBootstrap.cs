using Build.Options;
using Build.Options.CakeConfig;
using Build.Run;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>The last step of a deploy before the cluster is looked at: the command that <c>cake.config</c> names.</summary>
[TaskName("AfterBootstrap")]
[TaskDescription("Runs the command of cake.config for after the bootstrap, if there is one.")]
public sealed class AfterBootstrap(CommandRunner commands) : ConfiguredTask(commands)
{
    /// <inheritdoc/>
    public override void Require(BuildOptions options)
    {
        if (options.AfterBootstrap.Command is not null) Programs.RequireBash();
    }

    /// <inheritdoc/>
    public override bool ShouldRun(BuildContext context) => !LacksCommand(context);

    /// <inheritdoc/>
    protected override ConfiguredStep StepOf(BuildOptions options) => options.AfterBootstrap;
}
