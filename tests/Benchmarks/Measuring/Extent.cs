namespace Benchmarks.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each side runs; a round before them is not counted.</param>
/// <param name="IsFull">The large repositories too.</param>
internal sealed record Extent(int Rounds, bool IsFull)
{
    /// <summary>For CI: under three minutes.</summary>
    public static Extent Quick { get; } = new(3, false);

    /// <summary>For docs/performance-figures.md.</summary>
    public static Extent Full { get; } = new(9, true);
}
