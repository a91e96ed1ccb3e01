using Build.Options;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>Phase <c>bootstrap-persistent</c>: the platform's own script makes a platform of the cluster.</summary>
[TaskName("BootstrapPersistent")]
[TaskDescription("Runs the bootstrap script, v1 to v4.")]
public sealed class BootstrapPersistent(CommandRunner commands) : PlatformTask(commands)
{
    private static readonly Option[] ScriptVariables =
    [
        KnownOptions.EnvName, KnownOptions.NodeInstanceType, KnownOptions.SkipArgoSyncWait, KnownOptions.SkipCertManagerValidation,
        KnownOptions.CompactOutput, KnownOptions.ScaleDownAfterBootstrap,
    ];

    /// <inheritdoc/>
    public override string Phase => "bootstrap-persistent";

    /// <inheritdoc/>
    protected override IReadOnlyList<Option> Flags(BuildOptions options) => options.BootstrapApplies
        ? [KnownOptions.SkipArgoSyncWait, KnownOptions.BootstrapVersion, KnownOptions.Region]
        : [.. ScriptVariables, KnownOptions.BootstrapVersion, KnownOptions.Region];

    /// <inheritdoc/>
    public override void Require(BuildOptions options)
    {
        base.Require(options);
        PlatformFiles.RequireScript(options, Script(options));
        Programs.RequireBash();
    }

    /// <inheritdoc/>
    protected override PhaseCommand Command(BuildOptions options) => options.BootstrapApplies
        ? Bash(options, [], new(options.Variables([KnownOptions.TfDir, KnownOptions.Region, KnownOptions.SkipArgoSyncWait]))
        {
            ["LIFECYCLE"] = "persistent",
            ["BUILD_ID"] = "persistent",
            [KnownOptions.TfAutoApprove.Variable] = "true",
        })
        : Bash(options, [options.Cluster, options.Region, options[KnownOptions.KongNamespace]],
            new(options.Variables([.. ScriptVariables, KnownOptions.TfDir])));

    private static PhaseCommand Bash(BuildOptions options, string[] arguments, Dictionary<string, string> variables) => new()
    {
        Program = "bash",
        Arguments = [Script(options), .. arguments],
        Environment = variables,
        WorkingDirectory = options.PlatformRoot,
    };

    private static string Script(BuildOptions options) => options[KnownOptions.BootstrapVersion] switch
    {
        "v1" => "bootstrap/10_bootstrap/goldenpath-idp-bootstrap.sh",
        var version => $"bootstrap/10_bootstrap/goldenpath-idp-bootstrap-{version}.sh",
    };
}
