using Build.Run;
using BuildTiming.Running.Stopping;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Timing;

/// <summary>Commits every finished, unpublished row to the registry.</summary>
[TaskName("CommitTimings")]
[TaskDescription("Commits every finished, unpublished row to the registry branch.")]
public sealed class CommitTimings(KilledRuns killed, RowPublishing publishing, Interrupts interrupts) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        killed.Settle(context);
        killed.Adopt(context);
        publishing.Publish(context);
        if (publishing.FoundNothing) context.Log.Say("Nothing to publish: no finished timing row waits in the journal.");
        if (interrupts.Requested && context.Options.Settle > TimeSpan.Zero) throw new CakeException(interrupts.ExitCode, "interrupted");
    }
}
