using BuildTiming.Running.Stopping;

namespace BuildTiming.Sessions;

/// <summary>The time that publishing may take: the budget, and after an interrupt a few seconds of it.</summary>
/// <param name="options">Give the budget.</param>
/// <param name="interrupts">This program's answer to signals; null where it leaves them alone.</param>
internal sealed class PublishBudget(BuildTimingOptions options, Interrupts? interrupts)
{
    private static readonly TimeSpan AfterInterrupt = TimeSpan.FromSeconds(5);

    // What a timer takes is a little more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Refuses a budget in which nothing could be published, before anything runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not possible.</exception>
    public static void Check(TimeSpan budget)
    {
        if (budget > TimeSpan.Zero && budget <= Longest) return;
        throw new ArgumentOutOfRangeException(
            nameof(budget), $"The budget '{budget}' is not possible; expected more than zero and at most {Longest.TotalDays} days.");
    }

    /// <summary>Does what publishes, and ends it when its time is over.</summary>
    public async Task<T> SpendAsync<T>(Func<TimeSpan, CancellationToken, Task<T>> work)
    {
        if (interrupts is null) return await work(options.Budget, CancellationToken.None);
        TimeSpan budget = interrupts.Requested && options.Budget > AfterInterrupt ? AfterInterrupt : options.Budget;
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        await using CancellationTokenRegistration registration = interrupts.Token.Register(() => stop.CancelAfter(AfterInterrupt));
        return await work(budget, stop.Token);
    }
}
