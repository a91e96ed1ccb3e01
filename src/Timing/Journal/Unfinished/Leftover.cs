namespace BuildTiming.Journal.Unfinished;

/// <summary>Something in the journal that this process can neither publish nor judge, and that somebody else has to look after.</summary>
/// <param name="Kind">Why it is left.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Since">When the run started, or when the file was last written where no run's name tells.</param>
internal sealed record Leftover(LeftoverKind Kind, string Path, DateTimeOffset Since)
{
    /// <summary>The host whose run it is, by the name that it is adopted by; null where the entry does not tell.</summary>
    public string? Host { get; init; }
}
