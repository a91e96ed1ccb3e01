using Build.Options;
using Build.Timing;
using BuildTiming.Running;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>A phase of a platform repository: one command in the platform root, timed by the decorator.</summary>
public abstract class PlatformTask(CommandRunner commands) : FrostingTask<BuildContext>, ITimedTask, IHasPreconditions
{
    /// <inheritdoc/>
    public abstract string Phase { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<Option> Flags(BuildOptions options);

    /// <inheritdoc/>
    public virtual void Require(BuildOptions options) => PlatformFiles.RequireEnvironment(options);

    /// <inheritdoc/>
    public override void Run(BuildContext context) => commands.Run(Command(context.Options));

    /// <summary>The phase's command.</summary>
    protected abstract PhaseCommand Command(BuildOptions options);
}
