using BuildTiming.Model;
using BuildTiming.Sessions;
using Cake.BuildTiming.Output;
using Cake.BuildTiming.Output.Summary;
using Cake.Core;

namespace Cake.BuildTiming;

/// <summary>The end of a run, also of one that failed: rows are published, and what became of everything is said.</summary>
internal sealed class EndOfRun(BuildTimingSession session, TimingOptions options, RowPublishing publishing, JournalReport journal)
{
    /// <summary>Publishes and says it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="isReadOnly">Nothing was written, and what others left is none of its business.</param>
    /// <param name="exitCode">What the run ends with.</param>
    public void Reach(ICakeContext context, bool isReadOnly, int exitCode)
    {
        // A deploy that failed never came to its final task, and a single phase has none.
        if (publishing.IsDue()) publishing.Publish(context);
        var logs = new LogPlace(options.Root, context.Environment.WorkingDirectory.FullPath);
        RunSummary.Write(new EndedPhases(session, options, logs).Read(), logs);
        foreach (TimingRow row in session.HiddenFailures)
        {
            context.Log.Warn(
                $"{row.Phase} ended with exit code 0, but Terraform's last run in it ended in errors (TERRAFORM=failed in its flags).\n"
                + $"What it says is in {logs.Of(row.LogPath)}");
        }

        publishing.Report(context);
        journal.WriteUnrecorded(context);
        if (!isReadOnly) journal.WriteLeftovers(context);
        // The last, and nothing is read by then: a backend may be slow.
        session.SendTelemetryAsync(exitCode).GetAwaiter().GetResult();
    }
}
