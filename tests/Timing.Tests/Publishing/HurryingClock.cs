namespace Timing.Tests.Publishing;

/// <summary>
/// The system's clock, except that what is waited for between two attempts is over at once; a budget lasts as long as it says.
/// </summary>
internal sealed class HurryingClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > Longest || dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
}
