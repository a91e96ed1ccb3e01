using Build.Run;
using Build.Tasks.Timing;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>Tears a cluster down, and the time of it stands on the registry branch.</summary>
[TaskName("TeardownPersistent")]
[TaskDescription("Tears a persistent cluster down; needs --confirm-destroy=yes.")]
[IsDependentOn(typeof(TeardownScript))]
[IsDependentOn(typeof(CommitTimings))]
public sealed class TeardownPersistent : FrostingTask<BuildContext>;
