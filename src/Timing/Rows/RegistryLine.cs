namespace BuildTiming.Rows;

/// <summary>One physical line of a registry file: a <see cref="RegistryRow"/> or an <see cref="UnreadableLine"/>.</summary>
public abstract record RegistryLine
{
    /// <summary>The line's number in its file, from 1, as an editor shows it.</summary>
    public required int LineNumber { get; init; }
}
