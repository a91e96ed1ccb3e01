namespace Build.Options;

/// <summary>Every option of the host. The command line, the environment, the help and the flags of a row all come from here.</summary>
public static class KnownOptions
{
    /// <summary>Which environment.</summary>
    public static Option Env { get; } =
        new("env", "ENV", "Persistent_Env", "dev", "environment; the folder envs/<env> must exist") { Value = OptionValue.Label };

    /// <summary>Which cloud region.</summary>
    public static Option Region { get; } = new("region", "REGION", "Persistent_Region", "eu-west-2", "cloud region");

    /// <summary>Which bootstrap script.</summary>
    public static Option BootstrapVersion { get; } =
        new("bootstrap-version", "BOOTSTRAP_VERSION", "Persistent_BootstrapVersion", "v3", "bootstrap script: v1, v2, v3 or v4")
        {
            Value = OptionValue.OneOf("v1", "v2", "v3", "v4"),
        };

    /// <summary>The Terraform root.</summary>
    public static Option TfDir { get; } = new("tf-dir", "TF_DIR", "Persistent_TfDir", "envs/<env>",
        "Terraform root, relative to the platform root")
    { Value = OptionValue.Path };

    /// <summary>The Terraform program.</summary>
    public static Option Terraform { get; } =
        new("terraform", "TF_BIN", "Persistent_Terraform", "terraform, else tofu", "Terraform program") { Value = OptionValue.Path };

    /// <summary>No question before Terraform applies.</summary>
    public static Option TfAutoApprove { get; } =
        Flag("tf-auto-approve", "TF_AUTO_APPROVE", "Persistent_TfAutoApprove", "true", "pass -auto-approve to terraform apply");

    /// <summary>The cluster's name.</summary>
    public static Option Cluster { get; } = new("cluster", "PERSISTENT_CLUSTER", "Persistent_Cluster",
        "cluster_name of terraform.tfvars, else goldenpath-<env>-eks", "cluster name");

    /// <summary>Kong's namespace.</summary>
    public static Option KongNamespace { get; } = new("kong-namespace", "KONG_NAMESPACE", "Persistent_KongNamespace", "kong-system",
        "namespace of the Kong gateway")
    { Value = OptionValue.Label };

    /// <summary>The nodes' instance type.</summary>
    public static Option NodeInstanceType { get; } =
        new("node-instance-type", "NODE_INSTANCE_TYPE", "Persistent_NodeInstanceType", "t3.small", "instance type of the nodes");

    /// <summary>The environment's name for the scripts.</summary>
    public static Option EnvName { get; } =
        new("env-name", "ENV_NAME", "Persistent_EnvName", "value of --env", "environment name that the bootstrap script gets");

    /// <summary>Do not wait for Argo CD.</summary>
    public static Option SkipArgoSyncWait { get; } = Flag("skip-argo-sync-wait", "SKIP_ARGO_SYNC_WAIT", "Persistent_SkipArgoSyncWait",
        "true", "do not wait until Argo CD has synchronised");

    /// <summary>Do not validate cert-manager.</summary>
    public static Option SkipCertManagerValidation { get; } = Flag("skip-cert-manager-validation", "SKIP_CERT_MANAGER_VALIDATION",
        "Persistent_SkipCertManagerValidation", "true", "do not validate cert-manager");

    /// <summary>Less output of the scripts.</summary>
    public static Option CompactOutput { get; } =
        Flag("compact-output", "COMPACT_OUTPUT", "Persistent_CompactOutput", "false", "less output of the bootstrap script");

    /// <summary>Scale down at the end.</summary>
    public static Option ScaleDownAfterBootstrap { get; } = Flag("scale-down-after-bootstrap", "SCALE_DOWN_AFTER_BOOTSTRAP",
        "Persistent_ScaleDownAfterBootstrap", "false", "scale the cluster down after the bootstrap");

    /// <summary>Run the RDS step.</summary>
    public static Option CreateRds { get; } =
        Flag("create-rds", "CREATE_RDS", "Persistent_CreateRds", "true", "run the RDS step of a deploy");

    /// <summary>Clean up orphans.</summary>
    public static Option CleanupOrphans { get; } =
        Flag("cleanup-orphans", "CLEANUP_ORPHANS", "Persistent_CleanupOrphans", "false", "remove orphaned resources in a teardown");

    /// <summary>Tear down for real.</summary>
    public static Option ConfirmDestroy { get; } =
        new("confirm-destroy", "CONFIRM_DESTROY", "Persistent_ConfirmDestroy", "", "must be yes to tear down");

    /// <summary>Where rows go.</summary>
    public static Option Publish { get; } =
        new("publish", "TIMING_PUBLISH", "Timing_Publish", "auto", "where timing rows go: auto, direct, handoff or none")
        {
            Value = OptionValue.OneOf("auto", "direct", "handoff", "none"),
        };

    /// <summary>The registry's branch.</summary>
    public static Option RegistryBranch { get; } = new("registry-branch", "GOVERNANCE_REGISTRY_BRANCH", "Timing_RegistryBranch",
        "governance-registry", "branch that holds the rows")
    { Value = OptionValue.Branch };

    /// <summary>The registry's remote.</summary>
    public static Option RegistryRemote { get; } =
        new("registry-remote", "GOVERNANCE_REGISTRY_REMOTE", "Timing_RegistryRemote", "origin", "remote that the branch is shared through");

    /// <summary>Wait for what killed hosts left running.</summary>
    public static Option Settle { get; } =
        new("settle", "TIMING_SETTLE", "Timing_Settle", "0", "seconds that CommitTimings waits for commands of killed hosts to end")
        {
            Value = OptionValue.Seconds,
        };

    /// <summary>A host whose unfinished runs are to be recorded.</summary>
    public static Option AdoptJournal { get; } = new("adopt-journal", "TIMING_ADOPT_JOURNAL", "Timing_AdoptJournal", "",
        "CommitTimings: record the unfinished runs of this host, which is gone");

    /// <summary>How the progress of a running phase is shown.</summary>
    public static Option Progress { get; } =
        new("progress", "TIMING_PROGRESS", "Timing_Progress", "auto", "progress of a running phase: auto, bar, lines or off")
        {
            Value = OptionValue.OneOf("auto", "bar", "lines", "off"),
        };

    /// <summary>The platform repository.</summary>
    public static Option PlatformRoot { get; } = new("platform-root", "PLATFORM_ROOT", "Persistent_PlatformRoot", ".",
        "platform root, absolute or relative to build.sh")
    { Value = OptionValue.Path };

    /// <summary>What a command is timed as.</summary>
    public static Option Phase { get; } =
        new("phase", "TIMING_PHASE", "Timing_Phase", "", "Timed: name of the phase") { Value = OptionValue.Cell, Targets = ["Timed"] };

    /// <summary>What a command is timed for.</summary>
    public static Option BuildId { get; } =
        new("build-id", "TIMING_BUILD_ID", "Timing_BuildId", "persistent",
            "Timed: name of the build, for example persistent or 24-01-26-01")
        {
            Value = OptionValue.Cell,
            Targets = ["Timed"],
        };

    /// <summary>What the fault suite does.</summary>
    public static Option SoakForm { get; } =
        new("form", "SOAK_FORM", "Timing_SoakForm", "kills", "form of the target Soak: kills, equal, git, crowd or answers")
        {
            Value = OptionValue.OneOf("kills", "equal", "git", "crowd", "answers"),
        };

    /// <summary>How long the fault suite runs.</summary>
    public static Option SoakMinutes { get; } =
        new("minutes", "SOAK_MINUTES", "Timing_SoakMinutes", "5",
            "minutes that the target Soak takes at most")
        { Value = OptionValue.Count };

    /// <summary>How many rounds the fault suite runs.</summary>
    public static Option SoakRounds { get; } =
        new("rounds", "SOAK_ROUNDS", "Timing_SoakRounds", "99999",
            "rounds that the target Soak takes at most")
        { Value = OptionValue.Count };

    /// <summary>Measure less.</summary>
    public static Option Quick { get; } = Flag("quick", "BENCHMARK_QUICK", "Benchmark_Quick", "false",
        "measure for under three minutes and leave docs/performance-figures.md as it is");

    /// <summary>What is mutated.</summary>
    public static Option MutationArea { get; } =
        new("area", "MUTATION_AREA", "Mutation_Area", "all", "area of the target Mutate: all, rows, output, journal, publishing or options")
        {
            Value = OptionValue.OneOf("all", "rows", "output", "journal", "publishing", "options"),
        };

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Env, Region, BootstrapVersion, TfDir, Terraform, TfAutoApprove, Cluster, KongNamespace, NodeInstanceType, EnvName, SkipArgoSyncWait,
        SkipCertManagerValidation, CompactOutput, ScaleDownAfterBootstrap, CreateRds, CleanupOrphans, ConfirmDestroy, Publish,
            RegistryBranch,
        RegistryRemote, Settle, AdoptJournal, Progress, PlatformRoot, Phase, BuildId, SoakForm, SoakMinutes, SoakRounds, Quick,
        MutationArea,
    ];

    private static Option Flag(string argument, string variable, string setting, string fallback, string help) =>
        new(argument, variable, setting, fallback, help) { Value = OptionValue.Flag };
}
