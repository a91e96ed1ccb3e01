using Build.Options;
using Build.Options.CakeConfig;
using Build.Run;
using BuildTiming.Phases;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>A step of a deploy that <c>cake.config</c> describes: its command, and whether it is timed.</summary>
public abstract class ConfiguredTask(CommandRunner commands) : FrostingTask<BuildContext>, IPhaseTask, IHasPreconditions
{
    private static readonly Option[] Variables =
        [KnownOptions.Env, KnownOptions.Region, KnownOptions.Terraform, KnownOptions.TfAutoApprove];

    /// <inheritdoc/>
    public abstract void Require(BuildOptions options);

    /// <inheritdoc/>
    public PhaseDeclaration? PhaseOf(ICakeContext context)
    {
        BuildOptions options = ((BuildContext)context).Options;
        return StepOf(options).Phase is { } phase
            ? new PhaseDeclaration(phase, options.Env, options.RegistryFolder, $"{KnownOptions.Region.Variable}={options.Region}")
            : null;
    }

    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(new PhaseCommand
    {
        Program = "bash",
        Arguments = ["-c", Filled(StepOf(context.Options).Command!, context.Options)],
        Environment = context.Options.Variables(Variables),
        WorkingDirectory = context.Options.PlatformRoot,
    });

    /// <summary>The step.</summary>
    protected abstract ConfiguredStep StepOf(BuildOptions options);

    /// <summary>No command is configured, which is said.</summary>
    protected bool LacksCommand(BuildContext context) =>
        context.Skips(
            StepOf(context.Options).Command is null, GetType().Name, $"cake.config names no {StepOf(context.Options).CommandSetting}");

    /// <summary>Environment and region are plain words, checked when they were read: they cannot change what the command means.</summary>
    private static string Filled(string command, BuildOptions options) => command
        .Replace("{env}", options.Env, StringComparison.Ordinal)
        .Replace("{region}", options.Region, StringComparison.Ordinal);
}
