using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prepares each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>
    /// Runs before each task, also before one that is skipped; if it throws, the task does not run, but its teardown does.
    /// </summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">The task.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
