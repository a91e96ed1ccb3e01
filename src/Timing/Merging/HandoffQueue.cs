using BuildTiming.Handoffs;

namespace BuildTiming.Merging;

/// <summary>
/// The handoffs on the remote: those that wait, oldest first and in batches that one push can delete, and those that are left in place.
/// </summary>
internal sealed class HandoffQueue
{
    private readonly Dictionary<WaitingHandoff, string> _left = [];
    private List<WaitingHandoff> _waiting = [];
    private bool _isBarren;

    /// <summary>How many wait, as far as that is known.</summary>
    public int Count => _waiting.Count;

    /// <summary>The one that began first; null where none waits.</summary>
    public string? Oldest => _waiting.FirstOrDefault()?.Ref;

    /// <summary>Nobody has looked yet, or others have written since.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>The handoff is on the remote, be it one that is left in place.</summary>
    public bool Has(string reference) =>
        _waiting.Any(handoff => handoff.Ref == reference) || _left.Keys.Any(handoff => handoff.Ref == reference);

    /// <summary>Why a handoff is left in place; null for any other.</summary>
    public string? ProblemOf(string reference) => _left.FirstOrDefault(left => left.Key.Ref == reference).Value;

    /// <summary>The handoffs that are left in place, each with the reason.</summary>
    public IReadOnlyList<HandoffProblem> Left =>
        [.. _left.Select(left => new HandoffProblem(HandoffBranch.NameOf(left.Key.Ref), left.Value))
            .OrderBy(left => left.Name, StringComparer.Ordinal)];

    /// <summary>What the remote has now. What was left in place need not be looked at again while it is the same.</summary>
    public void Fill(IReadOnlyList<WaitingHandoff> handoffs)
    {
        foreach (WaitingHandoff gone in _left.Keys.Except(handoffs).ToArray()) _left.Remove(gone);
        // The name of another branch may be one that cannot be given to git at all.
        foreach (WaitingHandoff stranger in handoffs.Where(handoff => !HandoffBranch.IsNamedByRun(handoff.Ref)))
            Leave(stranger, "its name ends in no run id");
        // Run ids sort by the time at which the run began.
        _waiting = [.. handoffs.Where(handoff => !_left.ContainsKey(handoff)).OrderBy(handoff => handoff.Ref, StringComparer.Ordinal)];
        IsStale = false;
    }

    /// <summary>
    /// The next batch; it stays in the queue. After one that brought nothing it is drawn by lot: each run looks anew at what was left in
    /// place before, and must come to others within its time, however many those are.
    /// </summary>
    /// <param name="most">How many at most.</param>
    /// <param name="without">Those that are not to be in it.</param>
    public WaitingHandoff[] Next(int most, IReadOnlyCollection<WaitingHandoff> without)
    {
        WaitingHandoff[] waiting = without.Count == 0 ? [.. _waiting] : [.. _waiting.Except(without)];
        int size = Math.Min(most, waiting.Length);
        int start = _isBarren || without.Count > 0 ? Random.Shared.Next(waiting.Length - size + 1) : 0;
        return waiting[start..(start + size)];
    }

    /// <summary>The handoff waits.</summary>
    public bool Holds(WaitingHandoff handoff) => _waiting.Contains(handoff) || _left.ContainsKey(handoff);

    /// <summary>Leaves a handoff in place.</summary>
    public void Leave(WaitingHandoff handoff, string reason)
    {
        _left[handoff] = reason;
        _waiting.Remove(handoff);
    }

    /// <summary>Takes handoffs away: nothing more is to be done about them.</summary>
    public void Remove(IEnumerable<WaitingHandoff> done)
    {
        HashSet<WaitingHandoff> gone = [.. done];
        _waiting.RemoveAll(gone.Contains);
        _isBarren = gone.All(_left.ContainsKey);
    }

    /// <summary>Others have written in the meantime: what waits must be asked for anew.</summary>
    public void Doubt() => IsStale = true;
}
