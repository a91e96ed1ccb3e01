using Build.Options;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Run;

/// <summary>Around all tasks: recording begins and ends here.</summary>
public sealed class BuildLifetime(TimedRun run) : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        context.ExitCode.Begin();
        BuildOptions options = context.Options;
        if (options.HasForeignTfDir && context.Plan.UsesTerraformRoot)
            context.Log.Warn(
                $"the Terraform root is {options.TfDir}, not envs/{options.Env}: TF_DIR or --tf-dir says so. It stands in the row's "
                + "flags.");
        run.Begin(context, context.Plan.HasPhases(context), options.IsDryRun || context.Plan.IsReadOnly);
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        context.ExitCode.Keep(info.ThrownException);
        run.End(context, info);
    }
}
