using BuildTiming.Model;

namespace BuildTiming.Insight;

/// <summary>
/// The newest runs of one phase that ended well, in one environment and with one version of the bootstrap script: what the next one is
/// held against.
/// </summary>
internal sealed class PhaseHistory
{
    /// <summary>How many runs count where nobody says otherwise: older ones tell of a platform that has changed since.</summary>
    public const int MostRuns = 20;

    private readonly List<PastRun> _runs = [];
    private readonly int _most;

    /// <summary>No run is known yet.</summary>
    /// <param name="most">How many runs are kept.</param>
    public PhaseHistory(int most = MostRuns) => _most = most;

    /// <summary>The history of these runs.</summary>
    public PhaseHistory(IEnumerable<PastRun> runs) : this()
    {
        foreach (PastRun run in runs) Add(run);
    }

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<PastRun> Runs => _runs;

    /// <summary>How long the phase usually takes; null where fewer than three runs are known.</summary>
    public UsualDuration? Usual => UsualDuration.Of(Seconds());

    /// <summary>How long a stage usually takes; null where fewer than three runs had it.</summary>
    public UsualDuration? UsualOfStage(string name) => UsualOf(StepKind.Stage, name, action: null);

    /// <summary>How long work on a resource usually takes; null where fewer than three runs had it.</summary>
    public UsualDuration? UsualOfResource(string address, StepAction? action) => UsualOf(StepKind.Resource, address, action);

    /// <summary>Takes a run, unless it is older than all that are kept. To be called before anybody asks.</summary>
    internal void Add(PastRun run)
    {
        int place = _runs.Count;
        // Rows of handoffs come late.
        while (place > 0 && _runs[place - 1].Start > run.Start) place--;
        if (place == 0 && _runs.Count == _most) return;
        _runs.Insert(place, run);
        if (_runs.Count > _most) _runs.RemoveAt(0);
    }

    /// <summary>How long each of the runs took, in seconds.</summary>
    internal double[] Seconds()
    {
        double[] seconds = new double[_runs.Count];
        for (int i = 0; i < seconds.Length; i++) seconds[i] = _runs[i].Duration.TotalSeconds;
        return seconds;
    }

    // Of a run in which it came more than once, all of it counts.
    private UsualDuration? UsualOf(StepKind kind, string name, StepAction? action)
    {
        List<double> durations = [];
        foreach (PastRun run in _runs)
        {
            double sum = 0;
            bool isThere = false;
            foreach (Step step in run.Steps)
            {
                if (step.Kind != kind || step.Outcome != StepOutcome.Ok || step.Action != action || step.Name != name) continue;
                sum += step.Duration.TotalSeconds;
                isThere = true;
            }

            if (isThere) durations.Add(sum);
        }

        return UsualDuration.Of([.. durations]);
    }
}
