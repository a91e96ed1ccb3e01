using BuildTiming.Handoffs;
using BuildTiming.Registry;

namespace BuildTiming.Merging;

/// <summary>What became of the merge of one batch.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Read">
/// The handoffs that were come to: fewer than the batch where they do not fit into memory, none where they could not be fetched.
/// </param>
internal sealed record BatchOutcome(PublishOutcome Outcome, IReadOnlyList<Handoff> Read)
{
    /// <summary>The batch could not even be fetched.</summary>
    public static BatchOutcome NotFetched(PublishOutcome failure) => new(failure, []);

    /// <summary>
    /// Whether handoffs of the batch may be the reason that it was not merged: they cannot be fetched, or the remote named them and not the
    /// registry branch alone. The remote itself is there: it has just been asked what waits.
    /// </summary>
    public bool MayBeTheirFault => Outcome.Kind switch
    {
        PublishOutcomeKind.Landed => false,
        _ when Read.Count == 0 => true,
        PublishOutcomeKind.Refused => Outcome.Culprits.Any(HandoffBranch.IsHandoff),
        _ => false,
    };
}
