using Build.Run;
using Build.Tasks.Timing;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>The main job: the cluster is applied, bootstrapped and looked at, and the times stand on the registry branch.</summary>
[TaskName("DeployPersistent")]
[TaskDescription("Deploys a persistent cluster: apply, RDS, bootstrap, verify, commit the times.")]
[IsDependentOn(typeof(ApplyPersistent))]
[IsDependentOn(typeof(DeployRds))]
[IsDependentOn(typeof(BootstrapPersistent))]
[IsDependentOn(typeof(AfterBootstrap))]
[IsDependentOn(typeof(VerifyPersistent))]
[IsDependentOn(typeof(CommitTimings))]
public sealed class DeployPersistent : FrostingTask<BuildContext>;
