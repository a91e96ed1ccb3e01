using BuildTiming.Git;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>
/// The CI workflow that merges handoffs. GitHub takes the workflows of a push event from the pushed commit, so a handoff carries the
/// default branch's own copy: without it, no push of a handoff would start anything.
/// </summary>
internal static class HandoffWorkflow
{
    /// <summary>Where the workflow stands, on the default branch and in a handoff.</summary>
    public const string Path = ".github/workflows/registry-handoffs.yml";

    /// <summary>The workflow as the remote's default branch was last seen to hold it, or null where it holds none.</summary>
    public static async Task<TreeEntry?> FindAsync(RegistryBranch branch, CancellationToken cancellation)
    {
        GitResult result = await branch.Git.RunAsync(["ls-tree", $"refs/remotes/{branch.Remote}/HEAD", Path], cancellation);
        return result.Succeeded && result.Line.Split(' ', '\t') is [var mode, var kind, var id, ..] ? new TreeEntry(mode, kind, id) : null;
    }
}
