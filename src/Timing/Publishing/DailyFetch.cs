using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Publishing;

/// <summary>Fetches the registry branch where nothing else does, once a day: what is told of earlier runs is not older than that.</summary>
/// <param name="branch">The registry branch.</param>
/// <param name="stamp">Tells of the last fetch.</param>
/// <param name="clock">Says what day it is.</param>
internal sealed class DailyFetch(RegistryBranch branch, FetchStamp stamp, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Fetches, where that is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (clock.GetUtcNow() - stamp.Latest < Interval) return;
            (_, PublishOutcome? failure) = await new RemoteBranch(branch).FetchTipAsync(cancellation);
            if (failure is not null) return;
            stamp.Write(clock.GetUtcNow());
        }
        catch (Exception exception)
            when (exception is GitCommandException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // The rows are where they belong; the next run tries again.
        }
    }
}
