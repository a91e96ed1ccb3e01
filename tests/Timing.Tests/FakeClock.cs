namespace Timing.Tests;

/// <summary>A clock that moves when a test says so; the wall clock can be stepped without the monotonic one.</summary>
public sealed class FakeClock : TimeProvider
{
    private long _ticks;
    private DateTimeOffset _now = new(2026, 1, 24, 14, 43, 27, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan elapsed)
    {
        _ticks += elapsed.Ticks;
        _now += elapsed;
    }

    public void StepWallClock(TimeSpan step) => _now += step;
}
