using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Merging;

/// <summary>
/// Merges the handoffs that wait on the remote, oldest first, batch by batch. One that keeps its batch from being merged (a hook does not
/// let it be deleted, its objects are damaged) is found by halving the batch, and left in place.
/// </summary>
/// <param name="branch">The registry branch.</param>
/// <param name="push">Pushes.</param>
/// <param name="clock">Says when a commit was written, and how long a merge took.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class HandoffBatches(RegistryBranch branch, MergePush push, TimeProvider clock, Func<string, string> folderOf)
{
    /// <summary>Where as many are not taken even alone, one after the other, it is hardly they whom the remote refuses.</summary>
    private const int MostSuspects = 3;

    private readonly HandoffFetch _fetch = new(branch, new RemoteBranch(branch));
    private readonly BatchMerge _merge = new(branch, push, clock, folderOf);
    private readonly HandoffQueue _queue = new();
    private readonly BatchSize _size = new();

    /// <summary>Says how many handoffs go with one push.</summary>
    public BatchSize Size { init => _size = value; }

    /// <summary>Not taken alone. Whether that is their fault is known when another one is taken.</summary>
    private readonly Dictionary<WaitingHandoff, string> _suspects = [];

    private bool _hasLanded;

    /// <summary>How many wait that have not been come to.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Those that were looked at and are left in place.</summary>
    public IReadOnlyList<HandoffProblem> Left => _queue.Left;

    /// <summary>A handoff was on the remote at the last look.</summary>
    public bool Has(string reference) => _queue.Has(reference);

    /// <summary>Why a handoff is left in place; null for any other.</summary>
    public string? ProblemOf(string reference) => _queue.ProblemOf(reference);

    /// <summary>The one that is merged next; null where none waits.</summary>
    public string? Oldest => _queue.Oldest;

    /// <summary>Looks what waits now.</summary>
    /// <returns>Why that is not known, or null.</returns>
    public async Task<PublishOutcome?> LookAsync(CancellationToken cancellation)
    {
        _queue.Doubt();
        return await ListAsync(cancellation);
    }

    /// <summary>Merges the next batch, less what keeps it from being merged.</summary>
    /// <param name="report">Gets what was merged.</param>
    /// <param name="cancellation">Ends it; what has not been pushed stays as it is.</param>
    public async Task<PublishOutcome> MergeNextAsync(HandoffReport report, CancellationToken cancellation)
    {
        int known = _suspects.Count;
        while (true)
        {
            if (await ListAsync(cancellation) is { } failure) return failure;
            WaitingHandoff[] next = _queue.Next(_size.Of(_queue.Count), _suspects.Keys);
            if (next.Length == 0) return Exhausted();

            long start = clock.GetTimestamp();
            BatchOutcome merge = await _merge.RunAsync(next, report, cancellation);
            if (merge.Outcome.Kind == PublishOutcomeKind.Landed)
            {
                Landed(merge.Read, clock.GetElapsedTime(start));
                return merge.Outcome;
            }

            _queue.Doubt();
            if (!await LeavesOutAsync(next, merge, cancellation) || _suspects.Count == known + MostSuspects) return merge.Outcome;
        }
    }

    private async Task<PublishOutcome?> ListAsync(CancellationToken cancellation)
    {
        if (!_queue.IsStale) return null;
        (IReadOnlyList<WaitingHandoff> handoffs, PublishOutcome? failure) = await _fetch.ListAsync(cancellation);
        if (failure is null) _queue.Fill(handoffs);
        return failure;
    }

    private void Landed(IReadOnlyList<Handoff> handoffs, TimeSpan duration)
    {
        Leave(handoffs);
        _queue.Remove(handoffs.Select(handoff => handoff.Waiting));
        _size.Landed(handoffs.Count, duration);
        // A batch in which nothing could be merged was not pushed, and tells nothing.
        if (handoffs.All(handoff => handoff.Problem is not null)) return;
        _hasLanded = true;
        LeaveSuspects();
    }

    /// <summary>None is left, or only suspects: whose fault it is, others have shown, or nobody can tell.</summary>
    private PublishOutcome Exhausted()
    {
        if (_suspects.Count > 0 && !_hasLanded) return PublishOutcome.Refused(_suspects.Values.First());
        LeaveSuspects();
        return PublishOutcome.Landed(revision: null);
    }

    private void LeaveSuspects()
    {
        foreach ((WaitingHandoff suspect, string reason) in _suspects) _queue.Leave(suspect, reason);
        _suspects.Clear();
    }

    /// <summary>
    /// What may be wrong with handoffs of a batch that was not merged is left out of the next one; false where it is not they.
    /// </summary>
    private async Task<bool> LeavesOutAsync(WaitingHandoff[] batch, BatchOutcome merge, CancellationToken cancellation)
    {
        Leave(merge.Read);
        if (!merge.MayBeTheirFault) return false;
        // One that is not there any more was merged by somebody else, or changed: that is a race.
        if (await ListAsync(cancellation) is not null || !batch.All(_queue.Holds)) return false;

        WaitingHandoff[] culprits = [.. batch.Where(handoff => merge.Outcome.Culprits.Contains(handoff.Ref))];
        if (culprits.Length == merge.Outcome.Culprits.Count && culprits.Length > 0 && culprits.Length < merge.Read.Count)
            foreach (WaitingHandoff culprit in culprits) _queue.Leave(culprit, merge.Outcome.Reason);
        else if (batch.Length > 1) _size.Halve(batch.Length);
        else _suspects[batch[0]] = merge.Outcome.Reason;
        return true;
    }

    private void Leave(IEnumerable<Handoff> handoffs)
    {
        foreach (Handoff left in handoffs.Where(handoff => handoff.Problem is not null)) _queue.Leave(left.Waiting, left.Problem!);
    }
}
