using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Policy <c>handoff</c>: a commit on a branch of its own, pushed there for CI to merge.</summary>
/// <remarks>
/// The commit has no parent and holds the new rows (and the workflow that merges them), so nothing needs to be fetched. A handoff branch is written once: wherever it is,
/// all of its rows are.
/// </remarks>
internal sealed class HandoffRoute(RegistryBranch branch, RegistryCommit commits, string reference) : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);

    public string Destination => $"{branch.Remote}/{HandoffBranch.NameOf(reference)}";

    public async Task<PublishOutcome> PublishAsync(IReadOnlyList<JournalEntry> entries, Action<Attempt> attempt, CancellationToken cancellation)
    {
        string commit = await commits.WriteHandoffAsync(entries.ToFiledRows(), cancellation);
        attempt(new Attempt(branch.Remote, reference, [commit], Base: null));
        PublishOutcome outcome = await _remote.PushAsync(commit, reference, cancellation);
        if (outcome.Kind != PublishOutcomeKind.LostRace) return outcome;

        // Nobody else uses the name: the branch that is in the way is an earlier push of these rows whose outcome stayed unknown.
        (IReadOnlyDictionary<string, string> refs, PublishOutcome? failure) = await _remote.ListAsync(reference, cancellation);
        return failure ?? (refs.TryGetValue(reference, out string? landed) ? PublishOutcome.Landed(landed) : outcome);
    }
}
