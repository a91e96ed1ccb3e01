using System.Collections.Concurrent;

namespace Tests.Shared.Time;

/// <summary>
/// The system's clock, except that what is waited for between two attempts is over at once, and that a budget is spent when a test says so:
/// what is to hang hangs by then, however slow the machine is.
/// </summary>
public sealed class BudgetClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<ITimer> _budgets = [];

    /// <summary>No wait of the library is as long.</summary>
    public TimeSpan Budget { get; } = TimeSpan.FromSeconds(300);

    public void Spend()
    {
        foreach (ITimer budget in _budgets) budget.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isWait = dueTime > TimeSpan.Zero && dueTime <= LongestWait;
        ITimer timer = base.CreateTimer(callback, state, isWait ? TimeSpan.Zero : dueTime, period);
        if (dueTime == Budget) _budgets.Add(timer);
        return timer;
    }
}
