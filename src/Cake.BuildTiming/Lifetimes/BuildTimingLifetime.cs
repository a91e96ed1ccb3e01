using Cake.Core;
using Cake.Frosting;

namespace Cake.BuildTiming.Lifetimes;

/// <summary>The lifetime of a host that has none of its own. One that has calls <see cref="TimedRun"/> from there.</summary>
internal sealed class BuildTimingLifetime(TimedRun run) : FrostingLifetime
{
    /// <inheritdoc/>
    public override void Setup(ICakeContext context, ISetupContext info) => run.Begin(context, info);

    /// <inheritdoc/>
    public override void Teardown(ICakeContext context, ITeardownContext info) => run.End(context, info);
}
