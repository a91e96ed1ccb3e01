using BuildTiming.Files;

namespace BuildTiming.Git;

/// <summary>The repository that a folder belongs to.</summary>
/// <param name="Git">Git, run in that folder.</param>
/// <param name="CommonDirectory">Where all worktrees of the repository keep what they share: absolute.</param>
/// <param name="TopLevel">The root of the working tree; empty in a bare repository.</param>
/// <param name="ObjectFormat"><c>sha1</c> or <c>sha256</c>.</param>
internal sealed record GitRepository(GitClient Git, string CommonDirectory, string TopLevel, string ObjectFormat)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Where this worktree keeps what is its own, HEAD for one; by default where all do.</summary>
    public string OwnDirectory { get; init; } = CommonDirectory;

    /// <summary>The object id that means "no such object", in the repository's object format.</summary>
    public string NullId => new('0', ObjectFormat == "sha256" ? 64 : 40);

    /// <summary>
    /// Gives what git has written as root to the repository's owner, who could not write there any more: a folder of objects, a log of a
    /// ref.
    /// </summary>
    public void GiveBack() => Ownership.GiveBack(CommonDirectory, ["objects", "refs", "logs"]);

    /// <summary>Finds the repository of a folder.</summary>
    /// <returns>The repository, or what git says where there is none.</returns>
    /// <param name="git">Git, run in the folder.</param>
    /// <param name="patience">How long git may take: a command that is to be timed waits for it. By default 10 seconds.</param>
    public static async Task<Discovery> DiscoverAsync(GitClient git, TimeSpan? patience = null)
    {
        if (GitFolder.Find(git) is { } found) return new Discovery(found);
        TimeSpan limit = patience ?? Patience;
        using var bound = new CancellationTokenSource(limit, TimeProvider.System);
        try
        {
            return await AskAsync(git, bound.Token);
        }
        catch (OperationCanceledException)
        {
            return new Discovery(null, $"git did not answer within {limit.TotalSeconds:0.#} s");
        }
    }

    private static async Task<Discovery> AskAsync(GitClient git, CancellationToken cancellation)
    {
        // A bare repository looks like no other folder; git knows it, and says what is wrong where there is none.
        GitResult result =
            await git.RunAsync(["rev-parse", "--path-format=absolute", "--git-common-dir", "--show-object-format"], cancellation);
        return result.Succeeded && result.Line.Split('\n') is [var common, var format]
            ? new Discovery(new GitRepository(git, common, string.Empty, format))
            : new Discovery(null, result.Complaint);
    }
}
