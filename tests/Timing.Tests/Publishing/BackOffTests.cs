using BuildTiming.Publishing;

namespace Timing.Tests.Publishing;

public sealed class BackOffTests
{
    private const int Draws = 1000;

    [Theory]
    [InlineData(200, 1, 400)]
    [InlineData(200, 5, 2000)]
    [InlineData(2000, 100, 5000)] // the longest of all
    [InlineData(1, 3, 600)] // failed at once: counts as 100 ms
    public void The_window_has_room_for_the_rivals_that_were_seen(int attempt, int rivals, int window)
    {
        var backOff = new BackOff();
        backOff.Record(TimeSpan.FromMilliseconds(attempt));

        AssertWithin(window, [.. Enumerable.Range(0, Draws).Select(_ => backOff.Next(rivals))]);
    }

    [Fact]
    public void While_nothing_is_known_of_rivals_the_window_doubles_from_one_attempt_on()
    {
        BackOff[] writers = [.. Enumerable.Range(0, Draws).Select(_ => new BackOff())];
        foreach (BackOff writer in writers) writer.Record(TimeSpan.FromMilliseconds(200));

        foreach (int window in (int[])[200, 400, 800, 1600, 3200, 3200])
            AssertWithin(window, [.. writers.Select(writer => writer.Next(rivals: null))]);
    }

    [Fact]
    public void The_shortest_attempt_counts()
    {
        var backOff = new BackOff();
        foreach (int attempt in (int[])[900, 300, 600]) backOff.Record(TimeSpan.FromMilliseconds(attempt));

        AssertWithin(600, [.. Enumerable.Range(0, Draws).Select(_ => backOff.Next(rivals: 1))]);
    }

    /// <summary>Spread over all of the window: of so many draws, one is in its upper half.</summary>
    private static void AssertWithin(int window, TimeSpan[] delays)
    {
        Assert.All(delays, delay => Assert.InRange(delay.TotalMilliseconds, 0, window));
        Assert.InRange(delays.Max().TotalMilliseconds, window / 2.0, window);
    }
}
