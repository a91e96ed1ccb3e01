using BuildTiming.Attempts;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Publishing.Routes;

namespace BuildTiming.Publishing;

/// <summary>What is known of a publication while it goes on.</summary>
internal sealed class PublishTrace
{
    private readonly List<IPublishRoute> _routes = [];
    private readonly List<string> _reasons = [];
    private readonly List<string> _combinable = [];
    private readonly HashSet<string> _waiting = [];
    private string _whyWaiting = string.Empty;

    /// <summary>Where rows go by the policy, for those that others have published meanwhile.</summary>
    public string Destination { get; set; } = string.Empty;

    /// <summary>A name for the commit that landed last.</summary>
    public string? Revision { get; set; }

    /// <summary>Why the latest attempt did not land.</summary>
    public string Latest { get; set; } = string.Empty;

    /// <summary>The full names of this run's handoffs that it may merge itself.</summary>
    public IReadOnlyCollection<string> Combinable => _combinable;

    /// <summary>Rows are about to go somewhere.</summary>
    public void Begin(IPublishRoute route)
    {
        _routes.Add(route);
        Latest = string.Empty;
    }

    /// <summary>Rows stay in the journal, for this reason.</summary>
    public void Keep(string reason)
    {
        if (reason.Length > 0 && !_reasons.Contains(reason)) _reasons.Add(reason);
    }

    /// <summary>Rows that were to go to the branch wait on the remote.</summary>
    /// <param name="entries">The rows.</param>
    /// <param name="reference">The handoff's full name.</param>
    /// <param name="refusal">Why this run cannot merge them itself; empty where it can.</param>
    public void HandedOff(IEnumerable<JournalEntry> entries, string reference, string refusal)
    {
        _waiting.UnionWith(entries.Select(entry => entry.RunId));
        if (refusal.Length == 0) _combinable.Add(reference);
        else _whyWaiting = refusal;
    }

    /// <summary>The time is over: rows stay in the journal, or wait on the remote.</summary>
    public void Stop(string limit)
    {
        string reason = Latest.Length > 0 ? $"{limit}; {Latest}" : limit;
        Keep(reason);
        if (_waiting.Count > 0 && _whyWaiting.Length == 0) _whyWaiting = reason;
    }

    /// <summary>What was handed off is merged, or it waits for this reason.</summary>
    public void Combined(string reason)
    {
        if (reason.Length > 0) _whyWaiting = reason;
        else if (_whyWaiting.Length == 0) _waiting.Clear();
    }

    /// <summary>The journal tells what was published: what it held before and holds no more.</summary>
    public Publication Result(IReadOnlyList<JournalEntry> before, IReadOnlyList<JournalEntry> after)
    {
        HashSet<string> left = [.. after.Select(entry => entry.Start.RunId)];
        FiledRow[] published = before.Where(entry => !left.Contains(entry.Start.RunId)).ToFiledRows();
        // What came into the journal since is of another process, which publishes it itself.
        HashSet<string> known = [.. before.Select(entry => entry.RunId)];
        FiledRow[] kept = after.Where(entry => known.Contains(entry.RunId)).ToFiledRows();
        string reason = kept.Length > 0 ? string.Join("; ", _reasons) : string.Empty;
        string destination = _routes.Count > 0 ? string.Join(", ", _routes.Select(route => route.Destination).Distinct()) : Destination;
        FiledRow[] waiting = [.. published.Where(row => _waiting.Contains(row.RunId!))];
        return new Publication(published, kept, destination, Revision, reason)
        {
            Waiting = waiting,
            WaitingReason = waiting.Length > 0 ? _whyWaiting : string.Empty
        };
    }
}
