using BuildTiming.Git;
using BuildTiming.Git.Objects;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// The CI workflow that merges handoffs. GitHub takes the workflows of a push event from the pushed commit, so a handoff carries the
/// default branch's own copy: without it, no push of a handoff would start anything.
/// </summary>
/// <param name="Copy">The workflow as the remote's default branch was last seen to hold it, or null.</param>
/// <param name="Doubt">Why nothing may merge a handoff, and what to do; null where the workflow does.</param>
internal sealed record HandoffWorkflow(TreeEntry? Copy, string? Doubt)
{
    /// <summary>Where the workflow stands, on the default branch and in a handoff.</summary>
    public const string Path = ".github/workflows/registry-handoffs.yml";

    /// <summary>What a CI system is told to run.</summary>
    private const string Target = "MergeHandoffs";

    /// <summary>Where CI systems are told what to run.</summary>
    private static readonly string[] Configuration =
    [
        ".github", ".gitlab-ci.yml", ".gitlab", "ci", ".ci", ".circleci", ".buildkite", ".drone.yml", ".woodpecker", ".woodpecker.yml",
        ".travis.yml",
        ".azure", ".azure-pipelines", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile", ".teamcity", ".gitea", ".forgejo",
            "appveyor.yml",
    ];

    /// <summary>What a handoff carries beside its rows, by path.</summary>
    public IReadOnlyDictionary<string, TreeEntry> Files =>
        Copy is null ? new Dictionary<string, TreeEntry>() : new Dictionary<string, TreeEntry> { [Path] = Copy };

    /// <summary>Looks for the workflow on the default branch of the remote, as it was last fetched.</summary>
    public static async Task<HandoffWorkflow> FindAsync(RegistryBranch branch, CancellationToken cancellation)
    {
        string head = $"refs/remotes/{branch.Remote}/HEAD";
        // Git may run in a folder of the working tree: paths are meant from its top.
        GitResult list = await branch.Git.RunAsync(["ls-tree", "--full-tree", head, "--", Path], cancellation);
        if (!list.Succeeded) return new HandoffWorkflow(null, DoubtOf(branch, list));
        if (list.Line.Split(' ', '\t') is [var mode, var kind, var id, ..] && new TreeEntry(mode, kind, id) is { IsFile: true } copy)
            return new HandoffWorkflow(copy, Doubt: null);

        GitResult search = await branch.Git.RunAsync(
            ["grep", "--quiet", "--fixed-strings", "-e", Target, head, "--", .. Configuration.Select(path => ":(top)" + path)],
            cancellation);
        return new HandoffWorkflow(null, search.ExitCode == 1 ? Missing(branch) : null);
    }

    private static string DoubtOf(RegistryBranch branch, GitResult list) =>
        list.Error.Contains("Not a valid object name", StringComparison.Ordinal)
        ? $"Which branch of {branch.Remote} is the default one is not known here: the handed-off rows take no {Path} along, "
            + $"and only a schedule merges them. To make it known: git remote set-head {branch.Remote} --auto"
        : $"Whether the default branch of {branch.Remote} has {Path} could not be found out ({list.Complaint}): the handed-off rows wait "
            + "until a schedule merges them.";

    private static string Missing(RegistryBranch branch) =>
        $"Nothing is known to merge the handed-off rows: the default branch of {branch.Remote} has no {Path}, and no other CI "
        + "configuration there "
        + $"names {Target}. The rows wait on {branch.Remote} until that workflow is added there (docs/ci.md), or a run that may push to "
        + $"{branch.Name} publishes directly.";
}
