namespace Benchmarks.Simulation;

/// <summary>The same machines, each of which repeats its direct attempt until it wins, as the protocol before was.</summary>
/// <remarks>
/// Who lost waits a random part of a window with room for twice the rivals that landed since its last look, 5 seconds at most.
/// </remarks>
internal sealed class RepeatingCrowd(int machines, CrowdTimes times, Random random)
{
    private const double LongestWindow = 5;

    private readonly EventQueue _events = new();
    private int _tip;
    private int _inVain;
    private int _mostPushes;

    /// <summary>Lets all of them come to their end.</summary>
    public CrowdOutcome Run()
    {
        for (int machine = 0; machine < machines; machine++) _events.After(Spread(times.Fetch), () => Try(former: 0, pushes: 1));
        _events.Run();
        return new CrowdOutcome(_events.Now, _events.Now, _mostPushes, _tip, _inVain);
    }

    private void Try(int former, int pushes)
    {
        int seen = _tip;
        _events.After(Spread(times.Push), () =>
        {
            _mostPushes = Math.Max(_mostPushes, pushes);
            if (seen == _tip)
            {
                _tip++;
                return;
            }

            _inVain++;
            double window = Math.Min(LongestWindow, 2 * Math.Max(1, seen - former) * (times.Fetch + times.Push));
            _events.After((random.NextDouble() * window) + Spread(times.Fetch), () => Try(seen, pushes + 1));
        });
    }

    private double Spread(double seconds) => seconds * (0.8 + (0.4 * random.NextDouble()));
}
