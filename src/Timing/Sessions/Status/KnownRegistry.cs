using BuildTiming.Registry;

namespace BuildTiming.Sessions.Status;

/// <summary>What is known here of the registry.</summary>
/// <param name="Rows">The row that landed last in each folder, newest first.</param>
/// <param name="IsLocal">The branch of this repository was looked at, and not the remote's as it was last fetched.</param>
/// <param name="Heard">When the remote's branch was so; null where that is not known.</param>
internal sealed record KnownRegistry(IReadOnlyList<LandedRow> Rows, bool IsLocal, DateTimeOffset? Heard)
{
    /// <summary>Why the registry could not be read; null where it could, or where there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>There is no such branch, neither here nor, as far as is known, on the remote.</summary>
    public bool IsMissing { get; init; }
}
