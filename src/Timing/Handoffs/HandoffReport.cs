namespace BuildTiming.Handoffs;

/// <summary>A handoff that was left in place.</summary>
/// <param name="Name">The branch.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record HandoffProblem(string Name, string Reason);

/// <summary>What became of the handoffs that waited on the remote.</summary>
internal sealed class HandoffReport
{
    private readonly List<string> _merged = [];

    /// <summary>The handoffs whose rows are on the registry branch now.</summary>
    public IReadOnlyList<string> Merged => _merged;

    /// <summary>How many rows they held.</summary>
    public int Rows { get; private set; }

    /// <summary>Handoffs that had been merged before and were only removed.</summary>
    public int Repeated { get; private set; }

    /// <summary>The handoffs that were looked at and left in place, each with the reason.</summary>
    public IReadOnlyList<HandoffProblem> Left { get; internal set; } = [];

    /// <summary>How many handoffs are known to wait that were not come to.</summary>
    public int Waiting { get; internal set; }

    /// <summary>Why handoffs that could be merged were not; empty where all of them were.</summary>
    public string Reason { get; internal set; } = string.Empty;

    /// <summary>The time was over: the next run goes on where this one ended.</summary>
    public bool IsOutOfTime { get; internal set; }

    internal bool Has(string reference) => _merged.Contains(HandoffBranch.NameOf(reference));

    internal void Add(IReadOnlyCollection<Handoff> merged, int repeated)
    {
        _merged.AddRange(merged.Select(handoff => handoff.Name));
        Rows += merged.Sum(handoff => handoff.Rows.Count);
        Repeated += repeated;
    }
}
