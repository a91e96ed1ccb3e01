using Build.Run;
using BuildTiming.Handoffs;
using BuildTiming.Sessions;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Timing;

/// <summary>Merges the rows that developers' machines handed off into the registry branch. Run by CI.</summary>
[TaskName("MergeHandoffs")]
[TaskDescription("Merges handed-off rows into the registry branch; run by CI.")]
public sealed class MergeHandoffs(BuildTimingSession session) : FrostingTask<BuildContext>
{
    /// <summary>How many of those that are left in place are named.</summary>
    private const int Named = 50;

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        HandoffReport report = session.MergeHandoffsAsync().GetAwaiter().GetResult()
            ?? throw new CakeException(1, $"There is nothing to merge into: {session.Complaint}.");
        foreach (HandoffProblem left in report.Left.Take(Named)) context.Log.Warn($"{left.Name} is left in place: {left.Reason}.");
        if (report.Left.Count > Named) context.Log.Warn($"{report.Left.Count - Named} more are left in place.");
        context.Log.Say(
            $"{Count(report.Merged.Count, "handoff")} merged, {Count(report.Rows, "row")}; "
            + $"{report.Repeated} removed that had been merged before; {report.Left.Count} left in place.");
        if (report.Reason.Length == 0) return;
        string waiting = report.Waiting > 0 ? Count(report.Waiting, "handoff") : "Handoffs";
        string verb = report.Waiting == 1 ? "is" : "are";
        // Where time alone was short, the next run goes on: a queue that becomes shorter is no failure.
        string message = $"{waiting} {verb} left for the next run: {report.Reason}.";
        if (report is { IsOutOfTime: true, Merged.Count: > 0 }) context.Log.Warn(message);
        else throw new CakeException(1, message);
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
