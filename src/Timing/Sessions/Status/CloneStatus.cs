using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;

namespace BuildTiming.Sessions.Status;

/// <summary>What is under way in a clone and what waits in it, at one moment.</summary>
/// <param name="Running">The runs without an end, oldest first.</param>
/// <param name="Waiting">The runs whose row is not yet known to be where it belongs, oldest first.</param>
/// <param name="Left">What stands in the journal and nobody here can read; oldest first.</param>
/// <param name="Handoffs">The handoffs on the remote.</param>
/// <param name="Registry">The registry.</param>
internal sealed record CloneStatus(
    IReadOnlyList<UnfinishedPhase> Running, IReadOnlyList<JournalEntry> Waiting, IReadOnlyList<Leftover> Left, KnownQueue Handoffs,
    KnownRegistry Registry);
