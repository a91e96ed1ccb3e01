using BuildTiming.Journal;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Brings one batch to its destination, with what is known of earlier pushes of it.</summary>
internal sealed class AttemptLoop(AttemptCheck check, TimeProvider clock)
{
    /// <summary>Tries until the rows have landed, repeating is of no use, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task<PublishOutcome> RunAsync(PublishBatch batch, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        try
        {
            return await Repetition.RunAsync(token => TryAsync(batch, route, trace, token), clock, cancellation);
        }
        finally
        {
            batch.NoteRejections();
        }
    }

    private async Task<PublishOutcome> TryAsync(PublishBatch batch, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        PublishOutcome outcome = await SettleAsync(batch, cancellation) ?? await PublishAsync(batch, route, trace, cancellation);
        trace.Latest = outcome.Reason;
        return outcome;
    }

    /// <summary>Finds out about earlier pushes first; null when rows are left to publish.</summary>
    private async Task<PublishOutcome?> SettleAsync(PublishBatch batch, CancellationToken cancellation)
    {
        if (!batch.IsUncertain) return null;
        (IReadOnlyList<JournalEntry> landed, PublishOutcome? failure) = await check.FindLandedAsync(batch.Entries, cancellation);
        batch.Landed(landed);
        return failure ?? (batch.Entries.Count == 0 ? PublishOutcome.Landed(revision: null) : null);
    }

    /// <summary>
    /// Publishes what can be published: one folder that cannot take its rows, or one entry that cannot be written, does not hold up the
    /// others.
    /// </summary>
    private static async Task<PublishOutcome> PublishAsync(
        PublishBatch batch, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                batch.Begin();
                PublishOutcome outcome = await route.PublishAsync(batch.Entries, batch.Attempted, cancellation);
                if (outcome.Kind == PublishOutcomeKind.Landed) batch.Landed(batch.Entries);
                if (outcome.IsRejection) batch.Rejected();
                return outcome;
            }
            catch (RegistryRefusedException refusal)
                when (refusal.Folder is { } folder && batch.Entries.Any(entry => entry.Start.Folder != folder))
            {
                batch.Withhold(folder);
                trace.Keep(refusal.Message);
            }
            catch (EntriesWithheldException withheld)
            {
                trace.Keep(withheld.Message);
                if (batch.Entries.Count == 0) return PublishOutcome.Refused(withheld.Message);
            }
        }
    }
}
