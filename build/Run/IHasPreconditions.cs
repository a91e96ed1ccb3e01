using Build.Options;

namespace Build.Run;

/// <summary>A task that can tell before anything has run that it cannot.</summary>
public interface IHasPreconditions
{
    /// <summary>Checks what the task needs.</summary>
    /// <exception cref="Cake.Core.CakeException">What is missing, and what to do.</exception>
    void Require(BuildOptions options);
}
