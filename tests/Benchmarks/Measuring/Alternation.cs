namespace Benchmarks.Measuring;

/// <summary>Runs the sides of a comparison in alternation, A B A B, so that whatever else the machine does hits all of them.</summary>
internal static class Alternation
{
    /// <summary>The times of each side, in the order given. A first round, which fills caches, is not counted.</summary>
    public static async Task<Samples[]> RunAsync(int rounds, params Func<Task<TimeSpan>>[] sides)
    {
        List<double>[] times = [.. sides.Select(_ => new List<double>())];
        for (int round = 0; round <= rounds; round++)
        {
            for (int side = 0; side < sides.Length; side++)
            {
                TimeSpan time = await sides[side]();
                if (round > 0) times[side].Add(time.TotalMilliseconds);
            }
        }

        return [.. times.Select(values => new Samples(values))];
    }

    public static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        long started = TimeProvider.System.GetTimestamp();
        await action();
        return TimeProvider.System.GetElapsedTime(started);
    }
}
