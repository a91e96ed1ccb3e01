using BuildTiming.Attempts;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Registry;

namespace BuildTiming.Publishing.Routes;

/// <summary>Chooses which way rows go: by the policy, and by where they may have arrived already.</summary>
internal sealed class RouteChoice(RegistryBranch branch, PhaseJournal place, Crowd crowd, TimeProvider clock, Action<string> warn)
{
    private readonly RegistryCommit _commits = new(branch, new CommitIdentity(branch.Git, clock)) { Warn = warn };

    /// <summary>
    /// Rows that may have arrived somewhere already go there again, and nowhere else: a push outlives the process that began it, and only
    /// at one and the same ref does the later of two pushes fail.
    /// </summary>
    public static AttemptPlace AttemptedAt(JournalEntry entry) => new(entry.Attempt?.Remote, entry.Attempt?.Ref);

    /// <summary>The way of rows that were attempted at one place.</summary>
    public IPublishRoute Of(PublishPolicy policy, JournalEntry first)
    {
        (string? remote, string? attemptedRef) = AttemptedAt(first);
        if (attemptedRef is null) return For(policy, first.RunId);
        RegistryBranch there = branch with { Remote = remote ?? branch.Remote };
        if (HandoffBranch.IsHandoff(attemptedRef)) return Handoff(there, attemptedRef, isBare: policy == PublishPolicy.Direct);
        there = there with { Name = HandoffBranch.NameOf(attemptedRef) };
        if (remote is null) return new LocalRoute(there, _commits, new AttemptCheck(there, place));
        return new DirectRoute(there, _commits, new AttemptCheck(there, place), there == branch ? crowd : crowd.At(there, warn))
        {
            IsForUncertainOnly = policy != PublishPolicy.Direct,
        };
    }

    /// <summary>The way of rows that have gone nowhere yet.</summary>
    public IPublishRoute For(PublishPolicy policy, string runId) => policy switch
    {
        PublishPolicy.Direct => new DirectRoute(branch, _commits, new AttemptCheck(branch, place), crowd),
        PublishPolicy.Handoff => Handoff(branch, HandoffBranch.RefOf(runId), isBare: false),
        PublishPolicy.None => new LocalRoute(branch, _commits, new AttemptCheck(branch, place)),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "must have been resolved"),
    };

    /// <summary>
    /// The way of rows that the branch did not take: handed off without a workflow, since those who are overtaken merge themselves.
    /// </summary>
    public HandoffRoute Fallback(string runId) => Handoff(branch, HandoffBranch.RefOf(runId), isBare: true);

    private HandoffRoute Handoff(RegistryBranch there, string reference, bool isBare) =>
        new(there, _commits, new AttemptCheck(there, place), reference) { Warn = warn, IsBare = isBare };
}
