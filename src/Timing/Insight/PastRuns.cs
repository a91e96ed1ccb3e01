using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Insight;

/// <summary>The runs of all phases in one folder of the registry, as far as they tell what is usual.</summary>
/// <param name="most">How many runs of each phase are kept.</param>
internal sealed class PastRuns(int most = PhaseHistory.MostRuns)
{
    private readonly Dictionary<PhaseKey, PhaseHistory> _phases = [];

    /// <summary>No run is known of the folder.</summary>
    public bool IsEmpty => _phases.Count == 0;

    /// <summary>What is known of each phase.</summary>
    public IReadOnlyDictionary<PhaseKey, PhaseHistory> Phases => _phases;

    /// <summary>Takes what the folder's rows tell. They are to be added before their steps.</summary>
    /// <param name="rows">The rows, of any generation.</param>
    /// <param name="before">Runs that started then or later are left out.</param>
    public void AddRows(IEnumerable<RegistryLine> rows, DateTimeOffset before)
    {
        foreach (RegistryLine line in rows)
        {
            if (line is RegistryRow { Phase: { } phase } row && row.StartUtc < before && IsUsable(row))
                Add(PhaseKey.Of(phase, row.Env, row.Flags), row);
        }
    }

    /// <summary>Takes the steps of the runs that are kept, from the folder's file of steps.</summary>
    public void AddSteps(Stream file)
    {
        Dictionary<string, List<Step>> found = [];
        foreach ((PhaseKey phase, PhaseHistory history) in _phases)
            foreach (PastRun run in history.Runs) run.Steps = StepsOf(found, phase, run);
        foreach (RegistryLine line in StepCsv.Read(file, found.ContainsKey))
            if (line is RegistryStep step) found[step.Run].Add(step.Step);
    }

    /// <summary>The newest runs of a phase; null where there is none.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="env">The environment, as its rows name it.</param>
    /// <param name="flags">Its flags: those runs count that had the same version of the bootstrap script.</param>
    public PhaseHistory? Of(string phase, string env, string? flags) => _phases.GetValueOrDefault(PhaseKey.Of(phase, env, flags));

    // What failed, was killed or lost its duration does not tell how long a run takes.
    private static bool IsUsable(RegistryRow row) => row is { ExitCode: 0, DurationSeconds: > 0 }
        && RowFlags.Find(row.Flags, "RECOVERED") != "true" && RowFlags.Find(row.Flags, "TERRAFORM") != "failed";

    private void Add(PhaseKey phase, RegistryRow row)
    {
        if (!_phases.TryGetValue(phase, out PhaseHistory? history)) _phases.Add(phase, history = new PhaseHistory(most));
        history.Add(new PastRun { Start = row.StartUtc, Duration = TimeSpan.FromSeconds(row.DurationSeconds), BuildId = row.BuildId });
    }

    // Two runs that began in the same second have the steps of both: nothing tells them apart.
    private static List<Step> StepsOf(Dictionary<string, List<Step>> found, PhaseKey phase, PastRun run)
    {
        string cells = RegistryStep.RunOf(run.Start, phase.Phase, phase.Env, run.BuildId);
        if (!found.TryGetValue(cells, out List<Step>? steps)) found.Add(cells, steps = []);
        return steps;
    }
}
