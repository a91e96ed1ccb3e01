using System.Globalization;
using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Policy <c>direct</c>: a commit on top of the remote branch, pushed to it.</summary>
internal sealed class DirectRoute(RegistryBranch branch, RegistryCommit commits, AttemptCheck check, TimeProvider clock) : IPublishRoute
{
    private readonly RemoteBranch _remote = new(branch);
    private string? _former;

    public string Destination => $"{branch.Remote}/{branch.Name}";

    public async Task<PublishOutcome> PublishAsync(
        IReadOnlyList<JournalEntry> entries, Action<Attempt> attempt, CancellationToken cancellation)
    {
        // What does not depend on the tip is found out while git fetches it, or while others have their turn.
        Task prepare = commits.PrepareAsync(cancellation);
        RemoteSettings settings = await _remote.SettingsAsync(cancellation);
        PublishOutcome outcome;
        using (await NeighbourTurn.TakeAsync(settings.Address, clock, cancellation))
        {
            outcome = await InTurnAsync(entries, prepare, attempt, cancellation);
        }

        if (outcome is { Kind: PublishOutcomeKind.Landed, Revision: { } commit })
            await new LocalBranch(branch).FollowAsync(commit, cancellation);
        return outcome;
    }

    private async Task<PublishOutcome> InTurnAsync(
        IReadOnlyList<JournalEntry> entries, Task prepare, Action<Attempt> attempt, CancellationToken cancellation)
    {
        Task<(string? Tip, PublishOutcome? Failure)> fetch = _remote.FetchTipAsync(cancellation);
        await Task.WhenAll(fetch, prepare);
        (string? tip, PublishOutcome? failure) = await fetch;
        if (failure is not null) return failure;
        if (await check.HasArrivedAsync(tip, entries, cancellation))
            return PublishOutcome.LostRace("an earlier push of these rows has arrived");
        int? rivals = await RivalsAsync(tip, cancellation);
        string commit = await commits.WriteRowsAsync(tip, entries.ToFiledRows(), [], cancellation);
        attempt(new Attempt(branch.Remote, branch.Ref, [commit], tip));
        PublishOutcome outcome = await _remote.PushAsync(commit, branch.Ref, cancellation);
        return outcome with { Rivals = rivals };
    }

    /// <summary>How many commits came on top of the tip that the last attempt was built on.</summary>
    private async Task<int?> RivalsAsync(string? tip, CancellationToken cancellation)
    {
        (string? former, _former) = (_former, tip);
        if (former is null || tip is null) return null;
        GitResult count = await branch.Git.RunAsync(["rev-list", "--count", "--first-parent", $"{former}..{tip}"], cancellation);
        return int.TryParse(count.Line, CultureInfo.InvariantCulture, out int rivals) ? Math.Max(1, rivals) : null;
    }
}
