using Build.Options;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>Phase <c>teardown-persistent</c>: the platform's own script destroys the cluster.</summary>
[TaskName("TeardownScript")]
[TaskDescription("Runs the teardown script; the first half of TeardownPersistent.")]
public sealed class TeardownScript(CommandRunner commands) : PlatformTask(commands)
{
    private const string Script = "bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh";

    /// <inheritdoc/>
    public override string Phase => "teardown-persistent";

    /// <inheritdoc/>
    protected override IReadOnlyList<Option> Flags(BuildOptions options) => [KnownOptions.Region, KnownOptions.CleanupOrphans];

    /// <inheritdoc/>
    public override void Require(BuildOptions options)
    {
        base.Require(options);
        PlatformFiles.RequireScript(options, Script);
        Programs.RequireBash();
        if (options[KnownOptions.ConfirmDestroy] == "yes") return;
        string command = options.Repeat(
            "TeardownPersistent", new() { [KnownOptions.Env] = options.Env, [KnownOptions.ConfirmDestroy] = "yes" });
        throw new CakeException(1,
            $"This destroys the cluster {options.Cluster} of environment {options.Env}. Nothing has run. To do it:\n  {command}");
    }

    /// <inheritdoc/>
    protected override PhaseCommand Command(BuildOptions options) => new()
    {
        Program = "bash",
        Arguments = [Script, options.Cluster, options.Region],
        Environment =
            new Dictionary<string, string>(options.Variables([KnownOptions.TfDir, KnownOptions.CleanupOrphans, KnownOptions.KongNamespace]))
            {
                ["TEARDOWN_CONFIRM"] = "true",
                [KnownOptions.TfAutoApprove.Variable] = "true",
                ["REMOVE_K8S_SA_FROM_STATE"] = "true",
                ["DELETE_RDS_INSTANCES"] = "false",
                ["RDS_SKIP_FINAL_SNAPSHOT"] = "false",
                ["DELETE_SECRETS"] = "false",
            },
        WorkingDirectory = options.PlatformRoot,
    };
}
