using Build.Options;
using Build.Timing;
using BuildTiming.Running;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Phase <c>apply-persistent</c>: Terraform creates or updates what the cluster is made of.</summary>
[TaskName("ApplyPersistent")]
[TaskDescription("Applies Terraform to the environment.")]
public sealed class ApplyPersistent(CommandRunner commands) : PlatformTask(commands)
{
    /// <inheritdoc/>
    public override string Phase => "apply-persistent";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Flags(BuildOptions options) => [];

    /// <summary>Not in a deploy by bootstrap v4: that applies by itself.</summary>
    public override bool ShouldRun(BuildContext context) =>
        context.Options.Targets.Contains("ApplyPersistent", StringComparer.OrdinalIgnoreCase)
        || !context.Skips(context.Options.BootstrapApplies, "ApplyPersistent", "bootstrap v4 applies Terraform by itself");

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
