using Build.Timing;
using BuildTiming.Handoffs;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Merges the rows that developers' machines handed off into the registry branch. Run by CI.</summary>
[TaskName("MergeHandoffs")]
[TaskDescription("Merges handed-off rows into the registry branch; run by CI.")]
public sealed class MergeHandoffs(Recording recording, RowPublishing publishing) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        if (recording.Handoffs is not { } handoffs) throw new CakeException(1, $"There is nothing to merge into: {recording.Complaint}.");
        HandoffReport report = publishing.WithinBudget(handoffs.RunAsync);
        foreach (HandoffProblem left in report.Left) context.Log.Warn($"{left.Name} is left in place: {left.Reason}.");
        context.Log.Say($"{report.Merged.Count} handoffs merged, {report.Rows} rows; {report.Repeated} removed that had been merged before; {report.Left.Count} left in place.");
        if (report.Reason.Length > 0) throw new CakeException(1, $"Handoffs are left for the next run: {report.Reason}.");
    }
}
