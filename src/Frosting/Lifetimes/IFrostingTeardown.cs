using Cake.Core;

namespace Cake.Frosting;

/// <summary>Ends a run of the build.</summary>
public interface IFrostingTeardown
{
    /// <summary>Runs once, after the last task, also when the setup or a task failed.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">How the run ended.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}
