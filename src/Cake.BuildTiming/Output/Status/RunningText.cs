using System.Globalization;
using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Sessions.Status;

namespace Cake.BuildTiming.Output.Status;

/// <summary>Says of runs without an end how far they have come, or what has become of them.</summary>
/// <param name="logs">Where logs are.</param>
/// <param name="paragraph">Makes lines.</param>
internal sealed class RunningText(LogPlace logs, Paragraph paragraph)
{
    /// <summary>The lines; none where nothing runs.</summary>
    public IEnumerable<string> Lines(IReadOnlyCollection<UnfinishedPhase> phases)
    {
        if (phases.Count == 0) yield break;
        yield return phases.Any(phase => phase.State == PhaseState.Running) ? "Running now:" : "Without an end:";
        foreach (UnfinishedPhase phase in phases)
        {
            PhaseStart start = phase.Entry.Start;
            foreach (string line in paragraph.Of(2, [start.Phase, $"({start.Env})", .. What(phase)])) yield return line;
            foreach (string line in paragraph.Of(4, Where(phase))) yield return line;
            if (start.LogPath.Length > 0) yield return "    " + logs.Of(start.LogPath);
        }
    }

    private static IEnumerable<string> What(UnfinishedPhase phase) => phase.State switch
    {
        PhaseState.Running => Remaining(phase),
        PhaseState.Orphaned => ["its host was killed, its command still runs"],
        PhaseState.Killed => ["its host was killed: the next run records it"],
        _ => [$"of the host {phase.Entry.Owner.HostName}; nobody here can tell", "whether it still runs"],
    };

    private static IEnumerable<string> Remaining(UnfinishedPhase phase)
    {
        string elapsed = Figures.Duration(phase.Elapsed);
        if (phase is not { Estimate: { } estimate, Usual: { } usual }) return [elapsed];
        return estimate.IsBeyond
            ? [$"{elapsed},", $"longer than any of {Figures.Count(estimate.Runs, "run")}", $"({Figures.Duration(estimate.Longest)})"]
            : [elapsed, $"of ~{Figures.Duration(usual.Median)},", Left(estimate)];
    }

    private static string Left(Estimate estimate) => $"~{Figures.Duration(estimate.Remaining)} left";

    private static IEnumerable<string> Where(UnfinishedPhase phase)
    {
        if (phase is { State: PhaseState.Running, Stage: { } stage }) yield return $"{stage} for {Figures.Duration(phase.InStage)},";
        if (phase.State != PhaseState.Running) yield return $"started {Utc.Format(phase.Entry.Start.Start)}";
        if (phase.State == PhaseState.Running) yield return Pid(phase.Entry.Owner.Pid);
        if (phase.State == PhaseState.Orphaned) yield return "as " + string.Join(", ", phase.Processes.Select(Pid));
    }

    private static string Pid(int id) => string.Create(CultureInfo.InvariantCulture, $"pid {id}");
}
