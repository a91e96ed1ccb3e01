using Build.Options;
using Build.Run;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Timing;

/// <summary>Says what runs in this clone, what waits, and what landed last.</summary>
[TaskName("Status")]
[TaskDescription("Says what runs and what waits in this clone, and what landed last; changes nothing.")]
public sealed class Status(StatusReport report) : FrostingTask<BuildContext>, IReadOnlyTask
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) =>
        report.Write(context, context.Options.IsGiven(KnownOptions.Env) ? context.Options.Env : null);
}
