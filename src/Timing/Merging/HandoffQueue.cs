using BuildTiming.Handoffs;

namespace BuildTiming.Merging;

/// <summary>
/// The handoffs on the remote: those that wait, oldest first and in batches that one push can delete, and those that are left in place.
/// </summary>
internal sealed class HandoffQueue
{
    /// <summary>A push names each handoff on its command line.</summary>
    private const int Most = 500;
    private const int Least = 50;

    /// <summary>
    /// Git compares every name that a push deletes with every ref of the remote, about 5 million times within three seconds. So the more
    /// wait, the fewer go with one push: each push ends within a budget, and what it brought stays.
    /// </summary>
    private const int Comparisons = 5_000_000;

    private readonly Dictionary<WaitingHandoff, string> _left = [];
    private Queue<WaitingHandoff>? _waiting;

    /// <summary>How many wait, as far as that is known.</summary>
    public int Count => _waiting?.Count ?? 0;

    /// <summary>The one that began first; null where none waits.</summary>
    public string? Oldest => _waiting?.TryPeek(out WaitingHandoff? oldest) == true ? oldest.Ref : null;

    /// <summary>Nobody has looked yet, or others have written since.</summary>
    public bool IsStale { get; private set; } = true;

    /// <summary>The handoff is on the remote, be it one that is left in place.</summary>
    public bool Has(string reference) =>
        _waiting?.Any(handoff => handoff.Ref == reference) == true || _left.Keys.Any(handoff => handoff.Ref == reference);

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
        _waiting = new Queue<WaitingHandoff>(handoffs.Where(handoff => !_left.ContainsKey(handoff))
            .OrderBy(handoff => handoff.Ref, StringComparer.Ordinal));
        IsStale = false;
    }

    /// <summary>The next batch; it stays in the queue.</summary>
    public WaitingHandoff[] Next() => _waiting is null ? [] : [.. _waiting.Take(SizeOf(_waiting.Count))];

    /// <summary>Leaves a handoff in place.</summary>
    public void Leave(WaitingHandoff handoff, string reason) => _left[handoff] = reason;

    /// <summary>Takes the oldest ones away: nothing more is to be done about them.</summary>
    public void Remove(int count)
    {
        for (int i = 0; i < count; i++) _waiting?.Dequeue();
    }

    /// <summary>Others have written in the meantime: what waits must be asked for anew.</summary>
    public void Doubt() => IsStale = true;

    /// <summary>How many handoffs of so many that wait go with one push.</summary>
    internal static int SizeOf(int waiting) => Math.Clamp(Comparisons / Math.Max(1, waiting), Least, Most);
}
