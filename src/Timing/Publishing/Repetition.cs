using BuildTiming.Registry;
using Polly;
using Polly.Retry;

namespace BuildTiming.Publishing;

/// <summary>Repeats an attempt for as long as repeating can help: a lost race until the budget is spent, an outage a few times.</summary>
internal static class Repetition
{
    /// <summary>A blip is bridged; an outage does not hold up the build.</summary>
    public const int TriesOfAnOutage = 3;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Tries until the rows have landed, repeating is of no use, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public static async Task<PublishOutcome> RunAsync(
        Func<CancellationToken, Task<PublishOutcome>> attempt, TimeProvider clock, CancellationToken cancellation)
    {
        PublishOutcome first = await attempt(cancellation);
        // Nearly always: what repeats is not even loaded then.
        return first.Kind is PublishOutcomeKind.LostRace or PublishOutcomeKind.Unreachable
            ? await RepeatAsync(first, attempt, clock, cancellation)
            : first;
    }

    /// <summary>Goes on after a first attempt.</summary>
    private static async Task<PublishOutcome> RepeatAsync(
        PublishOutcome first, Func<CancellationToken, Task<PublishOutcome>> attempt, TimeProvider clock, CancellationToken cancellation)
    {
        PublishOutcome? made = first;
        int outages = 0;
        ResiliencePipeline<PublishOutcome> pipeline = new ResiliencePipelineBuilder<PublishOutcome> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<PublishOutcome>
            {
                ShouldHandle = retry => ValueTask.FromResult(CanHelp(retry.Outcome.Result?.Kind, ref outages)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = Shortest,
                MaxDelay = Longest,
            })
            .Build();
        return await pipeline.ExecuteAsync(async token => Interlocked.Exchange(ref made, null) ?? await attempt(token), cancellation);
    }

    /// <summary>Outages count while they follow each other: a remote that answers in between is there.</summary>
    private static bool CanHelp(PublishOutcomeKind? kind, ref int outages)
    {
        outages = kind == PublishOutcomeKind.Unreachable ? outages + 1 : 0;
        return kind == PublishOutcomeKind.LostRace || (kind == PublishOutcomeKind.Unreachable && outages < TriesOfAnOutage);
    }
}
