using BuildTiming.Journal;
using Polly;
using Polly.Retry;

namespace BuildTiming.Registry;

/// <summary>Repeats an attempt for as long as repeating can help: a lost race until the budget is spent, an outage a few times.</summary>
internal sealed class AttemptLoop(RegistryBranch branch, TimeProvider clock)
{
    /// <summary>A blip is bridged; an outage does not hold up the build.</summary>
    private const int TriesOfAnOutage = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);

    private readonly AttemptCheck _check = new(branch);

    /// <summary>Tries until the rows have landed, repeating is of no use, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task<PublishOutcome> RunAsync(PublishBatch batch, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        ResiliencePipeline<PublishOutcome> pipeline = new ResiliencePipelineBuilder<PublishOutcome> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<PublishOutcome>
            {
                ShouldHandle = static retry => ValueTask.FromResult(CanHelp(retry.Outcome.Result?.Kind, retry.AttemptNumber)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
            })
            .Build();
        return await pipeline.ExecuteAsync(async token => await TryAsync(batch, route, trace, token), cancellation);
    }

    private static bool CanHelp(PublishOutcomeKind? kind, int repeats) => kind switch
    {
        PublishOutcomeKind.LostRace => true,
        PublishOutcomeKind.Unreachable => repeats < TriesOfAnOutage - 1,
        _ => false,
    };

    private async Task<PublishOutcome> TryAsync(PublishBatch batch, IPublishRoute route, PublishTrace trace, CancellationToken cancellation)
    {
        PublishOutcome outcome = await SettleAsync(batch, cancellation) ?? await PublishAsync(batch, route, cancellation);
        trace.Reason = outcome.Reason;
        return outcome;
    }

    /// <summary>Finds out about earlier pushes first; null when rows are left to publish.</summary>
    private async Task<PublishOutcome?> SettleAsync(PublishBatch batch, CancellationToken cancellation)
    {
        if (!batch.IsUncertain) return null;
        (IReadOnlyList<JournalEntry> landed, PublishOutcome? failure) = await _check.FindLandedAsync(batch.Entries, cancellation);
        batch.Landed(landed);
        return failure ?? (batch.Entries.Count == 0 ? PublishOutcome.Landed(revision: null) : null);
    }

    private static async Task<PublishOutcome> PublishAsync(PublishBatch batch, IPublishRoute route, CancellationToken cancellation)
    {
        PublishOutcome outcome = await route.PublishAsync(batch.Entries, batch.Attempted, cancellation);
        if (outcome.Kind == PublishOutcomeKind.Landed) batch.Landed(batch.Entries);
        if (outcome.Kind is PublishOutcomeKind.LostRace or PublishOutcomeKind.Refused) batch.Rejected();
        return outcome;
    }
}
