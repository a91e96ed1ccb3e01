using BuildTiming.Attempts;
using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Publishing.Routes;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>
/// Brings the rows of one batch out of this machine: a direct attempt that was overtaken, or that the branch refuses for good, hands them
/// off at once. From then on they are on the remote, whatever becomes of this machine.
/// </summary>
internal sealed class BatchPublisher(PhaseJournal place, RouteChoice routes, Crowd crowd, PublishTrace trace, TimeProvider clock)
{
    private readonly AttemptLoop _loop = new(trace, clock);

    /// <summary>What may go wrong with one batch, and does not hold up the others.</summary>
    public static bool IsExpected(Exception exception) => exception is GitCommandException or RegistryRefusedException
        or InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException;

    /// <summary>Publishes rows that were attempted at one place; what fails is noted.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task PublishAsync(PublishPolicy policy, JournalEntry[] entries, CancellationToken cancellation)
    {
        var batch = new PublishBatch(place, entries);
        try
        {
            IPublishRoute route = routes.Of(policy, entries[0]);
            trace.Begin(route);
            PublishOutcome outcome = await _loop.RunAsync(batch, route, cancellation);
            if (outcome.Kind == PublishOutcomeKind.Landed) Landed(policy, route, entries, outcome);
            else if (batch.IsUncertain || !IsFree(policy, batch, outcome)) trace.Keep(outcome.Reason);
            else await GoOnAsync(policy, batch, outcome, cancellation);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            trace.Keep(exception.Message);
        }
        finally
        {
            batch.NoteRejections();
        }
    }

    /// <summary>The rows are known to be nowhere else, and may go another way.</summary>
    private bool IsFree(PublishPolicy policy, PublishBatch batch, PublishOutcome outcome) => outcome.Kind == PublishOutcomeKind.Overtaken
        || (policy == PublishPolicy.Direct && outcome is { Kind: PublishOutcomeKind.Refused, IsRejection: true }
            && batch.Entries.ToFiledRows().All(crowd.Merges));

    /// <summary>Takes rows the policy's way, or, where that is the branch itself, to a handoff.</summary>
    private async Task GoOnAsync(PublishPolicy policy, PublishBatch batch, PublishOutcome outcome, CancellationToken cancellation)
    {
        string refusal = outcome.Kind == PublishOutcomeKind.Refused ? outcome.Reason : string.Empty;
        if (refusal.Length > 0) trace.Keep(refusal);
        foreach (JournalEntry[] entries in policy == PublishPolicy.None ? [[.. batch.Entries]] : HandoffParts.Of(batch.Entries).ToArray())
        {
            PublishBatch part = batch.Part(entries);
            try
            {
                IPublishRoute route = policy == PublishPolicy.Direct
                    ? routes.Fallback(entries[0].RunId)
                    : routes.For(policy, entries[0].RunId);
                PublishOutcome handedOff = await _loop.RunAsync(part, route, cancellation);
                if (IsRefusedAsHandoff(policy, part, outcome, handedOff))
                {
                    crowd.Combines = false;
                    route = routes.For(policy, entries[0].RunId);
                    handedOff = await _loop.RunAsync(part, route, cancellation);
                }

                if (handedOff.Kind == PublishOutcomeKind.Landed) Landed(policy, route, entries, handedOff, refusal);
                else trace.Keep(handedOff.Reason);
            }
            finally
            {
                part.NoteRejections();
            }
        }
    }

    /// <summary>
    /// The remote takes no handoffs, as where rules say how branches are named, and another writer was only first: to queue for the
    /// branch is better than to stay on a machine that may be thrown away.
    /// </summary>
    private static bool IsRefusedAsHandoff(PublishPolicy policy, PublishBatch part, PublishOutcome direct, PublishOutcome handedOff) =>
        policy == PublishPolicy.Direct && direct.Kind == PublishOutcomeKind.Overtaken
        && handedOff is { Kind: PublishOutcomeKind.Refused, IsRejection: true } && !part.IsUncertain && part.Entries.Count > 0;

    private void Landed(PublishPolicy policy, IPublishRoute route, JournalEntry[] entries, PublishOutcome outcome, string refusal = "")
    {
        if (policy == PublishPolicy.Direct && route is HandoffRoute handoff) trace.HandedOff(entries, handoff.Reference, refusal);
        else trace.Revision = outcome.Revision ?? trace.Revision;
    }
}
