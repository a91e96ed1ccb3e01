using BuildTiming.Git;
using BuildTiming.Registry;

namespace BuildTiming.Handoffs;

/// <summary>The handoffs that wait on the remote, as far as this repository has fetched them: nothing is asked of the remote.</summary>
/// <param name="branch">The registry branch.</param>
internal sealed class KnownHandoffs(RegistryBranch branch)
{
    /// <summary>Commits of the registry in which merges are looked for: whoever fetches now and then knows of later ones.</summary>
    private const string Newest = "--max-count=2000";

    private string Prefix => $"refs/remotes/{branch.Remote}/{HandoffBranch.Prefix}";

    /// <summary>Their remote-tracking refs, oldest first, without those that the registry, as known here, has merged.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        GitClient git = branch.Git.Offline();
        string[] refs = await git.RequireLinesAsync(["for-each-ref", "--format=%(refname)", Prefix], string.Empty, cancellation);
        if (refs.Length == 0) return refs;
        // A clone that does not prune keeps what was deleted on the remote.
        GitResult log = await git.RunAsync(
            ["log", Newest, "--format=%(trailers:key=Handoff,valueonly)", branch.TrackingRef, "--"], cancellation);
        HashSet<string> merged = log.Succeeded ? [.. log.Output.Split('\n').Select(line => line.Trim())] : [];
        return [.. refs.Where(name => !merged.Contains(HandoffBranch.Prefix + name[Prefix.Length..])).Order(StringComparer.Ordinal)];
    }
}
