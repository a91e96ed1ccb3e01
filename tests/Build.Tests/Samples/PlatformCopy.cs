using Build.Tests.Programs;
using Tests.Shared.Files;

namespace Build.Tests.Samples;

/// <summary>A copy of the sample platform in a folder of its own, without what a run of the original left behind.</summary>
internal sealed class PlatformCopy : IDisposable
{
    private const string Bootstrap = "bootstrap/10_bootstrap/goldenpath-idp-bootstrap";

    public PlatformCopy() => Copy(new DirectoryInfo(RepositoryRoot.File("samples", "platform")), Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("sample-platform-").FullName;

    /// <summary>What ApplyPersistent runs.</summary>
    public Task<ProgramRun> Apply(params (string Name, string Value)[] environment) =>
        Bash(environment,
            "-c",
            """
            program=$(command -v terraform || command -v tofu)
            exec "$program" -chdir=envs/dev apply -auto-approve -var=cluster_lifecycle=persistent \
              -var=enable_k8s_resources=true -var=apply_kubernetes_addons=false
            """);

    /// <summary>What BootstrapPersistent runs with <c>v1</c>..<c>v3</c>.</summary>
    public Task<ProgramRun> BootstrapWith(string version, params (string Name, string Value)[] environment) =>
        Bash([("TF_DIR", "envs/dev"), ("ENV_NAME", "dev"), ("NODE_INSTANCE_TYPE", "t3.small"), .. environment],
            Bootstrap + (version == "v1" ? "" : $"-{version}") + ".sh", "goldenpath-dev-eks", "eu-west-2", "kong-system");

    /// <summary>What BootstrapPersistent runs with <c>v4</c>.</summary>
    public Task<ProgramRun> BootstrapWithV4(params (string Name, string Value)[] environment) =>
        Bash([("TF_DIR", "envs/dev"), ("REGION", "eu-west-2"), ("LIFECYCLE", "persistent"), ("BUILD_ID", "persistent"),
                ("TF_AUTO_APPROVE", "true"), ("SKIP_ARGO_SYNC_WAIT", "true"), .. environment],
            Bootstrap + "-v4.sh");

    /// <summary>What TeardownPersistent runs, but for the confirmation.</summary>
    public Task<ProgramRun> Teardown(params (string Name, string Value)[] environment) =>
        Bash([("TF_DIR", "envs/dev"), ("TF_AUTO_APPROVE", "true"), .. environment],
            "bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh", "goldenpath-dev-eks", "eu-west-2");

    public Task<ProgramRun> Bash((string Name, string Value)[] environment, params string[] arguments) =>
        ProgramRun.Of(Path, environment, "bash", arguments);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (FileInfo file in source.GetFiles().Where(file => !file.Name.StartsWith("terraform.tfstate", StringComparison.Ordinal)))
            file.CopyTo(System.IO.Path.Combine(target, file.Name));
        foreach (DirectoryInfo folder in source.GetDirectories().Where(folder => folder.Name is not (".cluster" or ".terraform" or "logs")))
            Copy(folder, System.IO.Path.Combine(target, folder.Name));
    }
}
