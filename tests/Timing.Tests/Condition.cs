namespace Timing.Tests;

/// <summary>Waits for what other processes bring about.</summary>
internal static class Condition
{
    /// <summary>A bound for what does not come; no test waits for it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task IsMetAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!condition()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
