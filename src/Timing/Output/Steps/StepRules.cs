using BuildTiming.Output.Stages;

namespace BuildTiming.Output.Steps;

/// <summary>What is timed of a phase's output, and how much of it is kept.</summary>
/// <param name="ResourceLimit">How many resources are kept one by one: the slowest. The others are summed up.</param>
/// <param name="Expressions">Further dialects in which scripts announce stages.</param>
internal sealed record StepRules(int ResourceLimit, IReadOnlyList<StageExpression> Expressions)
{
    /// <summary>How many resources are kept one by one where nobody says.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most that can be asked for.</summary>
    public const int MostLimit = 1_000;

    /// <summary>The 50 slowest resources; the four known dialects.</summary>
    public static StepRules Default { get; } = new(DefaultLimit, []);

    /// <summary>The rules that a program gives.</summary>
    /// <param name="limit">How many resources are kept one by one.</param>
    /// <param name="pattern">A further dialect; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not possible.</exception>
    /// <exception cref="ArgumentException">The pattern is not possible.</exception>
    public static StepRules Of(int limit, string? pattern)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostLimit);
        return new StepRules(limit, pattern is null ? [] : [new StageExpression(pattern)]);
    }
}
