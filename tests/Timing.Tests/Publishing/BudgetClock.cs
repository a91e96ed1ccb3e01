using System.Collections.Concurrent;

namespace Timing.Tests.Publishing;

/// <summary>The system's clock, except that a budget is spent when a test says so: what is to hang hangs by then, however slow the machine is.</summary>
internal sealed class BudgetClock : TimeProvider
{
    private readonly ConcurrentBag<ITimer> _budgets = [];

    /// <summary>No wait of the library is as long.</summary>
    public TimeSpan Budget { get; } = TimeSpan.FromSeconds(300);

    public void Spend()
    {
        foreach (ITimer budget in _budgets) budget.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Budget) _budgets.Add(timer);
        return timer;
    }
}
