using Build.Timing;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Commits every finished, unpublished row to the registry.</summary>
[TaskName("CommitTimings")]
[TaskDescription("Commits every finished, unpublished row to the registry branch.")]
public sealed class CommitTimings(RowPublishing publishing) : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => publishing.Publish(context);
}
