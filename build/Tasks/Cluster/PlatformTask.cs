using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>A phase of a platform repository: one command in the platform root, timed by the decorator.</summary>
public abstract class PlatformTask(CommandRunner commands) : FrostingTask<BuildContext>, ITimedTask, IHasPreconditions
{
    /// <inheritdoc/>
    public abstract string Phase { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Flags(ICakeContext context)
    {
        BuildOptions options = ((BuildContext)context).Options;
        return options.Flags(Flags(options));
    }

    /// <inheritdoc/>
    public virtual void Require(BuildOptions options) => PlatformFiles.RequireEnvironment(options);

    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(Command(context.Options));

    /// <summary>The options that the phase uses, of those that a row's flags may name.</summary>
    protected abstract IReadOnlyList<Option> Flags(BuildOptions options);

    /// <summary>The phase's command.</summary>
    protected abstract PhaseCommand Command(BuildOptions options);
}
