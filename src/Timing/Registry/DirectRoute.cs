using BuildTiming.Journal;

namespace BuildTiming.Registry;

/// <summary>Policy <c>direct</c>: a commit on top of the remote branch, pushed to it.</summary>
internal sealed class DirectRoute(RegistryBranch branch, RegistryCommit commits) : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);

    public string Destination => $"{branch.Remote}/{branch.Name}";

    public async Task<PublishOutcome> PublishAsync(IReadOnlyList<JournalEntry> entries, Action<Attempt> attempt, CancellationToken cancellation)
    {
        (string? tip, PublishOutcome? failure) = await _remote.FetchTipAsync(cancellation);
        if (failure is not null) return failure;
        string commit = await commits.WriteAsync(tip, entries.ToFiledRows(), [], cancellation);
        attempt(new Attempt(branch.Remote, branch.Ref, [commit], tip));
        PublishOutcome outcome = await _remote.PushAsync(commit, branch.Ref, cancellation);
        if (outcome.Kind == PublishOutcomeKind.Landed) await new LocalBranch(branch).FollowAsync(commit, cancellation);
        return outcome;
    }
}
