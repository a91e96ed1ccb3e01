using Cake.Core;

namespace Cake.Frosting;

/// <summary>A unit of work of the build: derive from one of the base classes rather than implementing this.</summary>
public interface IFrostingTask
{
    /// <summary>What the build says where <see cref="ShouldRun"/> skips the task; empty for Cake's own words.</summary>
    string SkippedMessage { get; }

    /// <summary>Does the work.</summary>
    /// <param name="context">The build's context.</param>
    /// <returns>Completes when the work is done; its failure is the task's.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Tells whether the task applies; a target that does not apply fails the build, a dependency is skipped.</summary>
    /// <param name="context">The build's context.</param>
    /// <returns><see langword="false"/> to skip the task.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles the task's failure: unless it throws, the build goes on as if the task had succeeded.</summary>
    /// <param name="exception">What the task threw.</param>
    /// <param name="context">The build's context.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Cleans up, however the task ended; it is not called for a skipped task.</summary>
    /// <param name="context">The build's context.</param>
    void Finally(ICakeContext context);
}
