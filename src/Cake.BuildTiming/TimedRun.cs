using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Sessions;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>What happens around all tasks of a run: before them killed runs are recorded, after them rows are published and summed up.</summary>
public sealed class TimedRun(BuildTimingSession session, KilledRuns killed, RowPublishing publishing)
{
    /// <summary>Before the first task.</summary>
    /// <param name="context">The run.</param>
    /// <param name="hasPhases">A task that is a phase will run: if nothing can be recorded, that is worth a warning.</param>
    /// <param name="isDryRun">Nothing is to be written.</param>
    public void Begin(ICakeContext context, bool hasPhases, bool isDryRun = false)
    {
        if (hasPhases && session.Complaint is { } complaint) context.Log.Warn($"No timing will be recorded, the build goes on: {complaint}");
        if (!isDryRun) killed.Recover(context);
    }

    /// <summary>After the last task, also of a run that failed.</summary>
    public void End(ICakeContext context)
    {
        PhaseRecorder phases = session.Phases;
        // A deploy that failed never came to its final task, and a single phase has none.
        if (publishing.IsDue) publishing.Publish(context);
        RunSummary.Write(phases.Rows);
        foreach (TimingRow row in phases.HiddenFailures)
        {
            context.Log.Warn($"{row.Phase} ended with exit code 0, but Terraform's last run in it ended in errors (TERRAFORM=failed in its flags).\n"
                + $"What it says is in {row.LogPath}");
        }

        publishing.Report(context);
    }
}
