namespace Tests.Shared.Time;

/// <summary>The system's clock, by which no waiting ever ends: what is to come comes, however slow the machine is.</summary>
public sealed class PatientClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
