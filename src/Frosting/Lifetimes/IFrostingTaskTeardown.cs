using Cake.Core;

namespace Cake.Frosting;

/// <summary>Ends each task.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Runs after each task, also when it was skipped, and when its setup or the task failed.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">The task, how long it took, and how it ended.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
