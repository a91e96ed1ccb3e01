using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prepares a run of the build.</summary>
public interface IFrostingSetup
{
    /// <summary>Runs once, before the first task; if it throws, no task runs, but the teardown does.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">The target and the tasks that will run.</param>
    void Setup(ICakeContext context, ISetupContext info);
}
