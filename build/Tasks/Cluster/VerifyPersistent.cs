using Build.Options;
using Build.Run;
using BuildTiming.Running;
using Cake.BuildTiming;
using Cake.Frosting;

namespace Build.Tasks.Cluster;

/// <summary>Looks at the deployed cluster. Warns, never fails, and is no phase.</summary>
[TaskName("VerifyPersistent")]
[TaskDescription("Looks at nodes, applications and secrets; warns, never fails.")]
public sealed class VerifyPersistent(CommandRunner commands) : FrostingTask<BuildContext>, IHasPreconditions
{
    private const string SecretsCheck = "scripts/preflight_secrets_check.sh";

    /// <inheritdoc/>
    public void Require(BuildOptions options) => PlatformFiles.RequireEnvironment(options);

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        Look(context, "kubectl", "get", "nodes");
        Look(context, "kubectl", "-n", "argocd", "get", "applications");
        if (File.Exists(Path.Combine(context.Options.PlatformRoot, SecretsCheck))) Look(context, "bash", SecretsCheck, context.Options.Env);
    }

    private void Look(BuildContext context, string program, params string[] arguments)
    {
        var command = new PhaseCommand { Program = program, Arguments = arguments, WorkingDirectory = context.Options.PlatformRoot };
        int exitCode = commands.Try(command);
        if (exitCode != 0) context.Log.Warn($"{command} ended with exit code {exitCode}; the deploy is not affected.");
    }
}
