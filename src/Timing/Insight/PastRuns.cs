using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Insight;

/// <summary>The runs of all phases in one folder of the registry, as far as they tell what is usual.</summary>
internal sealed class PastRuns
{
    private readonly Dictionary<PhaseKey, List<PastRun>> _phases = [];
    private readonly Dictionary<string, List<Step>> _steps = [];

    /// <summary>No run is known of the folder.</summary>
    public bool IsEmpty => _phases.Count == 0;

    /// <summary>Takes what the folder's rows tell. They are to be added before their steps.</summary>
    /// <param name="rows">The rows, of any generation.</param>
    /// <param name="before">Runs that started then or later are left out.</param>
    public void AddRows(IEnumerable<RegistryLine> rows, DateTimeOffset before)
    {
        foreach (RegistryLine line in rows)
        {
            if (line is RegistryRow { Phase: { } phase } row && row.StartUtc < before && IsUsable(row))
                Add(new PhaseKey(phase, row.Env, RowFlags.Find(row.Flags, PhaseKey.VersionFlag)), row);
        }
    }

    /// <summary>Takes the steps of those rows.</summary>
    public void AddSteps(IEnumerable<RegistryLine> steps)
    {
        foreach (RegistryLine line in steps)
        {
            if (line is RegistryStep step
                && _steps.TryGetValue(RunOf(step.StartUtc, step.Phase, step.Env, step.BuildId), out List<Step>? found))
                found.Add(step.Step);
        }
    }

    /// <summary>The newest runs of a phase; null where there is none.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="env">The environment, as its rows name it.</param>
    /// <param name="flags">Its flags: those runs count that had the same version of the bootstrap script.</param>
    public PhaseHistory? Of(string phase, string env, string? flags) =>
        _phases.TryGetValue(new PhaseKey(phase, env, RowFlags.Find(flags, PhaseKey.VersionFlag)), out List<PastRun>? runs)
        ? new PhaseHistory(runs)
        : null;

    // What failed, was killed or lost its duration does not tell how long a run takes.
    private static bool IsUsable(RegistryRow row) => row is { ExitCode: 0, DurationSeconds: > 0 }
        && RowFlags.Find(row.Flags, "RECOVERED") != "true" && RowFlags.Find(row.Flags, "TERRAFORM") != "failed";

    private void Add(PhaseKey phase, RegistryRow row)
    {
        if (!_phases.TryGetValue(phase, out List<PastRun>? runs)) _phases.Add(phase, runs = []);
        int place = runs.Count;
        // Rows of handoffs come late.
        while (place > 0 && runs[place - 1].Start > row.StartUtc) place--;
        if (place == 0 && runs.Count == PhaseHistory.MostRuns) return;
        string run = RunOf(row.StartUtc, phase.Phase, row.Env, row.BuildId);
        if (!_steps.TryGetValue(run, out List<Step>? steps)) _steps.Add(run, steps = []);
        runs.Insert(place, new PastRun(row.StartUtc, TimeSpan.FromSeconds(row.DurationSeconds), steps));
        if (runs.Count > PhaseHistory.MostRuns) runs.RemoveAt(0);
    }

    private static string RunOf(DateTimeOffset start, string phase, string env, string buildId) =>
        $"{Utc.Format(start)},{phase},{env},{buildId}";
}
