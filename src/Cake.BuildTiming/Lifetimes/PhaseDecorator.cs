using Cake.Core;
using Cake.Frosting;

namespace Cake.BuildTiming.Lifetimes;

/// <summary>The task lifetime of a host that has none of its own. One that has calls <see cref="TimedRun"/> from there.</summary>
internal sealed class PhaseDecorator(TimedRun run) : FrostingTaskLifetime
{
    /// <inheritdoc/>
    public override void Setup(ICakeContext context, ITaskSetupContext info) => run.BeginTask(context, info);

    /// <inheritdoc/>
    public override void Teardown(ICakeContext context, ITaskTeardownContext info) => run.EndTask(info);
}
