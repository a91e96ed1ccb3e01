using Polly;
using Polly.Retry;

namespace BuildTiming.Registry;

/// <summary>Repeats an attempt for as long as repeating can help: a lost race until the budget is spent, an outage a few times.</summary>
internal static class Repetition
{
    /// <summary>A blip is bridged; an outage does not hold up the build.</summary>
    private const int TriesOfAnOutage = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);

    /// <summary>Tries until the rows have landed, repeating is of no use, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public static async Task<PublishOutcome> RunAsync(
        Func<CancellationToken, Task<PublishOutcome>> attempt, TimeProvider clock, CancellationToken cancellation)
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
        return await pipeline.ExecuteAsync(async token => await attempt(token), cancellation);
    }

    private static bool CanHelp(PublishOutcomeKind? kind, int repeats) => kind switch
    {
        PublishOutcomeKind.LostRace => true,
        PublishOutcomeKind.Unreachable => repeats < TriesOfAnOutage - 1,
        _ => false,
    };
}
