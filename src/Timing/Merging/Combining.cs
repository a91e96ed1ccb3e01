using BuildTiming.Handoffs;
using BuildTiming.Registry;

namespace BuildTiming.Merging;

/// <summary>
/// Brings handed-off rows to the registry branch together with all others that wait: each run looks now and then whether its own are
/// merged, and a few of them, drawn by lot, merge all. What becomes of a merge is seen by whether the handoffs are gone: there is nothing
/// to note.
/// </summary>
/// <param name="batches">Lists what waits, and merges it.</param>
/// <param name="clock">Measures the waits.</param>
/// <param name="noteLatest">Gets why the latest look or merge came to nothing.</param>
internal sealed class Combining(HandoffBatches batches, TimeProvider clock, Action<string> noteLatest)
{
    /// <summary>A blip is bridged; in an outage the rows wait on the remote.</summary>
    private const int TriesOfAnOutage = 3;

    /// <summary>In looks, from one to the next: about as long as somebody else's merge takes.</summary>
    private const int LongestPause = 4;

    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(50);

    private readonly MergeChance _chance = new(Random.Shared);
    private readonly HandoffReport _report = new();
    private int _outages;

    /// <summary>Goes on until none of the run's own handoffs waits, or nothing more can be done about it.</summary>
    /// <param name="own">The full names of the run's own handoffs.</param>
    /// <param name="cancellation">The budget.</param>
    /// <returns>Why some wait; empty where all are merged.</returns>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public async Task<string> RunAsync(IReadOnlyCollection<string> own, CancellationToken cancellation)
    {
        while (true)
        {
            long start = clock.GetTimestamp();
            PublishOutcome? failure = await batches.LookAsync(cancellation);
            TimeSpan look = clock.GetElapsedTime(start);
            if (failure is null)
            {
                if (!own.Any(batches.Has)) return string.Empty;
                if (own.Select(batches.ProblemOf).FirstOrDefault(problem => problem is not null) is { } problem) return problem;
                failure = await MergeAsync(cancellation);
                if (own.All(_report.Has)) return string.Empty;
            }

            noteLatest(failure?.Reason ?? string.Empty);
            if (IsFinal(failure)) return failure!.Reason;
            // After a merge of one's own there is nobody to wait for.
            if (failure is not { Kind: PublishOutcomeKind.Landed }) await Task.Delay(PauseAfter(look), clock, cancellation);
        }
    }

    /// <summary>Merges what waits, if it is this run's turn.</summary>
    private async Task<PublishOutcome?> MergeAsync(CancellationToken cancellation) =>
        batches.Oldest is { } oldest && _chance.IsDrawn(oldest, batches.Waiting)
        ? await batches.MergeNextAsync(_report, cancellation)
        : null;

    private bool IsFinal(PublishOutcome? outcome)
    {
        _outages = outcome?.Kind == PublishOutcomeKind.Unreachable ? _outages + 1 : 0;
        return outcome?.Kind == PublishOutcomeKind.Refused || _outages == TriesOfAnOutage;
    }

    private static TimeSpan PauseAfter(TimeSpan look) =>
        Random.Shared.NextDouble() * LongestPause * (look > ShortestLook ? look : ShortestLook);
}
