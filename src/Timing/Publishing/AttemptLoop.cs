using BuildTiming.Attempts;
using BuildTiming.Publishing.Routes;
using BuildTiming.Registry;

namespace BuildTiming.Publishing;

/// <summary>Brings one batch to a destination, as far as that can be done.</summary>
internal sealed class AttemptLoop(PublishTrace trace, TimeProvider clock)
{
    /// <summary>Tries until the rows have landed, repeating is of no use, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public Task<PublishOutcome> RunAsync(PublishBatch batch, IPublishRoute route, CancellationToken cancellation) =>
        Repetition.RunAsync(
            async token =>
            {
                PublishOutcome outcome = await PublishAsync(batch, route, token);
                trace.Latest = outcome.Reason;
                return outcome;
            },
            clock,
            cancellation);

    /// <summary>
    /// Publishes what can be published: one folder that cannot take its rows, or one entry that cannot be written, does not hold up the
    /// others.
    /// </summary>
    private async Task<PublishOutcome> PublishAsync(PublishBatch batch, IPublishRoute route, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                batch.Begin();
                PublishOutcome outcome = await route.PublishAsync(batch, cancellation);
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
