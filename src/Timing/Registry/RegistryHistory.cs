using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>What a history of the registry tells of rows: by its commits, by their trailers, and where it was rewritten by its lines.</summary>
/// <remarks>Each question is asked once for all rows, however many there are.</remarks>
internal sealed class RegistryHistory(RegistryBranch branch)
{
    /// <summary>More than clocks differ by, and little enough to read.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(30);

    private static readonly string Trailers = $"--grep=^({CommitMessage.RunTrailer}|{CommitMessage.HandoffTrailer}): ";

    /// <summary>Those of the commits that are the tip or stand in its history; one that is not even known here is not in it.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<IReadOnlySet<string>> HoldsAsync(string tip, IEnumerable<string> commits, CancellationToken cancellation)
    {
        string[] asked = [.. commits.Distinct()];
        if (asked.Length == 0) return new HashSet<string>();
        string kinds = await branch.Git.RequireAsync(["cat-file", "--batch-check=%(objecttype)"], Lines(asked), cancellation);
        string[] kind = kinds.Split('\n');
        if (kind.Length != asked.Length) throw new GitCommandException("cat-file", GitClient.CutShort, "it answered for some of the commits only");
        HashSet<string> held = [.. asked.Where((_, i) => kind[i] == "commit")];
        if (held.Count == 0) return held;
        string outside = await branch.Git.RequireAsync(["rev-list", "--stdin"], Lines([.. held, "^" + tip]), cancellation);
        held.ExceptWith(outside.Split('\n'));
        return held;
    }

    /// <summary>The lines by which commits name the runs and the handoffs that they brought, as in <c>Run: 20260124T144327Z-…</c>.</summary>
    /// <param name="tip">The latest commit.</param>
    /// <param name="oldest">When the oldest row in question began.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task<IReadOnlySet<string>> NamesAsync(string tip, DateTimeOffset oldest, CancellationToken cancellation)
    {
        string messages = await branch.Git.RequireAsync(["log", "-E", Trailers, .. Since(oldest), "--format=%B", tip, "--"], cancellation);
        return messages.Split('\n').Select(line => line.TrimEnd()).ToHashSet();
    }

    /// <summary>
    /// How often commits that name no run at all have brought each line: whoever rewrites a history by hand (amends, squashes) writes such commits. Lines
    /// of other commits belong to the runs that those name, be they equal to one's own.
    /// </summary>
    public async Task<IDictionary<(string Path, string Line), int>> NamelessLinesAsync(string tip, DateTimeOffset oldest, CancellationToken cancellation)
    {
        string patches = await branch.Git.RequireAsync(
            [
                "-c", "log.showRoot=true", "log", "-E", Trailers, "--invert-grep", .. Since(oldest), "--format=", "--patch", "--unified=0", "--text", "--no-renames",
                "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", tip, "--", RegistryPath.AnyFile,
            ],
            cancellation);
        return AddedLines.Count(patches);
    }

    /// <summary>The lines of a file at a commit; none where there is no such file.</summary>
    public async Task<IReadOnlySet<string>> LinesAsync(string commit, string path, CancellationToken cancellation)
    {
        string entry = await branch.Git.RequireAsync(["ls-tree", "--full-tree", commit, "--", path], cancellation);
        // "<mode> SP blob SP <object id> HT <path>"
        if (entry.Split(' ', '\t') is not [_, "blob", var id, ..]) return new HashSet<string>();
        string content = await branch.Git.RequireAsync(["cat-file", "blob", id], cancellation);
        return content.Split('\n').Select(line => line.TrimEnd('\r')).ToHashSet();
    }

    private static string Lines(IEnumerable<string> words) => string.Concat(words.Select(word => word + "\n"));

    /// <summary>The clocks of other machines may be wrong in either direction, and a row may hold any time at all.</summary>
    private static IEnumerable<string> Since(DateTimeOffset oldest)
    {
        long since = oldest.ToUnixTimeSeconds() - (long)Margin.TotalSeconds;
        return since > 0 ? [FormattableString.Invariant($"--since=@{since} +0000")] : [];
    }
}
