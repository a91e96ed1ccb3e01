using System.Globalization;
using BuildTiming.Git;

namespace BuildTiming.Registry.History;

/// <summary>
/// The lines that commits have brought which name no run at all: whoever rewrites a history by hand (amends, squashes) writes such commits.
/// Lines of other commits belong to the runs that those name, be they equal to one's own.
/// </summary>
/// <remarks>Where a shallow history begins, a commit stands for all that are not here: nobody can tell whose its lines are.</remarks>
internal sealed class NamelessLines(RegistryBranch branch)
{
    /// <summary>No clock that is not plainly wrong differs by more, and so much can be read.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    private readonly CommitSearch _commits = new(branch.Git);
    private readonly ShallowRoots _roots = new(branch);

    /// <summary>How often each line was brought.</summary>
    /// <param name="tip">The latest commit.</param>
    /// <param name="oldest">When the oldest row in question began.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<IDictionary<(string Path, string Line), int>> CountAsync(
        string tip, DateTimeOffset oldest, CancellationToken cancellation)
    {
        string[] selection = ["-E", RegistryHistory.Trailers, "--invert-grep", tip, "--", RegistryPath.AnyFile];
        // All of them: git ends a search by date at the first commit that is too old, and one machine's clock may have been wrong.
        string[] nameless = await _commits.ListAsync(["--timestamp"], selection, cancellation);
        string[] latest =
            await branch.Git.RequireLinesAsync(["rev-list", "--timestamp", "--max-count=1", tip, "--"], string.Empty, cancellation);
        // The clock by which the row began may be wrong as well, so the history's own counts beside it.
        long since = Math.Min(oldest.ToUnixTimeSeconds(), TimeOf(latest.Single())) - (long)Margin.TotalSeconds;
        IEnumerable<string> commits = nameless.Where(line => TimeOf(line) >= since).Select(line => line.Split(' ')[1]);
        return await BroughtByAsync(commits.Union(await _roots.OfAsync(tip, cancellation)), cancellation);
    }

    // "<seconds> SP <commit>"
    private static long TimeOf(string line) => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>By plumbing, which follows no setting of the user's.</summary>
    private async Task<IDictionary<(string Path, string Line), int>> BroughtByAsync(
        IEnumerable<string> commits, CancellationToken cancellation)
    {
        // Git gives back what is no commit: where that stands last, the answer is whole.
        const string end = "end";
        string[] patches = await branch.Git.RequireLinesAsync(
            [
                "diff-tree", "--stdin", "--root", "--no-commit-id", "--patch", "--unified=0", "--text", "--no-renames", "--no-ext-diff",
                "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "--", RegistryPath.AnyFile,
            ],
            string.Concat(commits.Append(end).Select(line => line + "\n")), cancellation);
        return patches is [.., end] ? AddedLines.Count(patches) : throw GitCommandException.CutShort("diff-tree");
    }
}
