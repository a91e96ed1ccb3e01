namespace BuildTiming.Registry;

/// <summary>What became of one attempt to publish.</summary>
internal enum PublishOutcomeKind
{
    /// <summary>The rows are where they belong.</summary>
    Landed,

    /// <summary>Another writer was first: repeat on the new tip.</summary>
    LostRace,

    /// <summary>
    /// Another writer was first, and the rows are known to be nowhere else: repeating would queue for one ref, so they go another way.
    /// </summary>
    Overtaken,

    /// <summary>The remote did not answer, or broke off: the rows may or may not have arrived.</summary>
    Unreachable,

    /// <summary>The remote, or the registry as it stands, refuses: repeating changes nothing.</summary>
    Refused,
}

/// <summary>What became of one attempt to publish, and why.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Reason">Git's own words, or this library's, where the rows did not land.</param>
/// <param name="Revision">A name for the commit that landed.</param>
internal sealed record PublishOutcome(PublishOutcomeKind Kind, string Reason, string? Revision = null)
{
    /// <summary>The remote itself answered that the pushed commit was not taken: it has not arrived, and will not.</summary>
    public bool IsRejection { get; init; }

    /// <summary>
    /// Of a push that happens whole or not at all, the full names of the refs that were the reason; none where that is not known.
    /// </summary>
    public IReadOnlyCollection<string> Culprits { get; init; } = [];

    public static PublishOutcome Landed(string? revision) => new(PublishOutcomeKind.Landed, string.Empty, revision);

    public static PublishOutcome LostRace(string reason) => new(PublishOutcomeKind.LostRace, reason);

    public static PublishOutcome Unreachable(string reason) => new(PublishOutcomeKind.Unreachable, reason);

    public static PublishOutcome Refused(string reason) => new(PublishOutcomeKind.Refused, reason);
}
