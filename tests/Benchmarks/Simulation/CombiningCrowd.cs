using BuildTiming.Merging;

namespace Benchmarks.Simulation;

/// <summary>Machines that publish a row each at the same moment: a direct attempt, a handoff, and then some of them merge.</summary>
/// <remarks>
/// The lot is the library's own (<see cref="MergeChance"/>), and so is the size of a merge. A remote takes any number of connections at
/// once; each takes its time, give or take a fifth.
/// </remarks>
internal sealed class CombiningCrowd(int machines, CrowdTimes times, Random random)
{
    private const int LongestPause = 4;

    private readonly EventQueue _events = new();
    private readonly SortedSet<int> _waiting = [];
    private int _tip;
    private int _inVain;
    private int _ownPushes;
    private double _onRemote;
    private double _onBranch;

    /// <summary>Lets all of them come to their end.</summary>
    public CrowdOutcome Run()
    {
        for (int machine = 0; machine < machines; machine++)
        {
            int number = machine;
            _events.After(Spread(times.Fetch), () => Try(number));
        }

        _events.Run();
        return new CrowdOutcome(_onRemote, _onBranch, _ownPushes, _tip, _inVain);
    }

    private void Try(int machine)
    {
        int seen = _tip;
        _events.After(Spread(times.Push), () =>
        {
            if (Lands(seen)) Arrived(1, isOnBranch: true);
            else _events.After(Spread(times.Push), () => HandOff(machine));
        });
    }

    private void HandOff(int machine)
    {
        _waiting.Add(machine);
        Arrived(2, isOnBranch: false);
        Look(machine, new MergeChance(random));
    }

    private void Look(int machine, MergeChance chance)
    {
        double look = Spread(times.Fetch);
        _events.After(look, () =>
        {
            if (!_waiting.Contains(machine)) return;
            if (chance.IsDrawn($"{_waiting.Min}", _waiting.Count)) _events.After(Spread(times.Fetch), () => Merge(machine, chance));
            else _events.After(random.NextDouble() * LongestPause * look, () => Look(machine, chance));
        });
    }

    private void Merge(int machine, MergeChance chance)
    {
        int seen = _tip;
        int[] batch = [.. _waiting.Take(new BatchSize { BeginsLarge = true }.Of(_waiting.Count))];
        _events.After(Spread(times.Push), () =>
        {
            if (batch.Length > 0 && Lands(seen))
            {
                _waiting.ExceptWith(batch);
                _onBranch = _events.Now;
            }

            Look(machine, chance);
        });
    }

    private bool Lands(int seen)
    {
        if (seen == _tip)
        {
            _tip++;
            return true;
        }

        _inVain++;
        return false;
    }

    private void Arrived(int pushes, bool isOnBranch)
    {
        _onRemote = _events.Now;
        _ownPushes = Math.Max(_ownPushes, pushes);
        if (isOnBranch) _onBranch = _events.Now;
    }

    private double Spread(double seconds) => seconds * (0.8 + (0.4 * random.NextDouble()));
}
