namespace BuildTiming.Rows;

/// <summary>A line that is no row of any generation, or no step; reading went on after it.</summary>
public sealed record UnreadableLine : RegistryLine
{
    /// <summary>Why it could not be read, to be shown after the line's number; never the line's own text.</summary>
    public required string Reason { get; init; }
}
