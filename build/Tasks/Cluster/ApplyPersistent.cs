using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>Phase <c>apply-persistent</c>: Terraform creates or updates what the cluster is made of.</summary>
[TaskName("ApplyPersistent")]
[TaskDescription("Applies Terraform to the environment.")]
public sealed class ApplyPersistent(CommandRunner commands) : PlatformTask(commands)
{
    /// <inheritdoc/>
    public override string Phase => "apply-persistent";

    /// <inheritdoc/>
    protected override IReadOnlyList<Option> Flags(BuildOptions options) => [];

    /// <inheritdoc/>
    public override void Require(BuildOptions options)
    {
        base.Require(options);
        if (!IsLeftOut(options)) Programs.RequireTerraform(options);
    }

    /// <summary>Not in a deploy by bootstrap v4: that applies by itself.</summary>
    public override bool ShouldRun(BuildContext context) =>
        !context.Skips(IsLeftOut(context.Options), "ApplyPersistent", "bootstrap v4 applies Terraform by itself");

    private static bool IsLeftOut(BuildOptions options) =>
        options.BootstrapApplies && !options.Targets.Contains("ApplyPersistent", StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override PhaseCommand Command(BuildOptions options) => new()
    {
        Program = options[KnownOptions.Terraform],
        Arguments =
        [
            $"-chdir={options.TfDir}", "apply", .. options.Has(KnownOptions.TfAutoApprove) ? ["-auto-approve"] : Array.Empty<string>(),
            "-var=cluster_lifecycle=persistent", "-var=enable_k8s_resources=true", "-var=apply_kubernetes_addons=false",
        ],
        WorkingDirectory = options.PlatformRoot,
    };
}
