using Build.Options;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Run;

/// <summary>What tasks know of this run.</summary>
/// <param name="context">Cake's own context.</param>
/// <param name="options">The options of this run.</param>
/// <param name="plan">The tasks that this run will come to.</param>
/// <param name="exitCode">What this process ends with.</param>
public sealed class BuildContext(ICakeContext context, BuildOptions options, RunPlan plan, ExitCode exitCode)
    : FrostingContext(context)
{
    /// <summary>What this process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>The tasks that this run will come to.</summary>
    public RunPlan Plan { get; } = plan;

    /// <summary>The options of this run.</summary>
    public BuildOptions Options { get; } = options;

    /// <summary>Says why a task is skipped, where it is.</summary>
    /// <returns><paramref name="condition"/>.</returns>
    public bool Skips(bool condition, string task, string reason)
    {
        if (condition) Log.Say($"{task} is skipped: {reason}.");
        return condition;
    }
}
