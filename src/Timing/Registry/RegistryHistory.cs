using System.Globalization;
using BuildTiming.Git;

namespace BuildTiming.Registry;

/// <summary>
/// What a history of the registry tells of rows: by its commits, by their trailers, and where it was rewritten by its lines.
/// </summary>
/// <remarks>
/// Each question is asked once for all rows, however many there are. Git's output does not say where it ends, and what was cut short would
/// be another answer: a second question tells how much the first one has to bring.
/// </remarks>
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
        string[] kinds = await branch.Git.RequireLinesAsync(["cat-file", "--batch-check=%(objecttype)"], Lines(asked), cancellation);
        if (kinds.Length != asked.Length) throw GitCommandException.CutShort("cat-file");
        HashSet<string> held = [.. asked.Where((_, i) => kinds[i] == "commit")];
        if (held.Count == 0) return held;

        string range = Lines([.. held, "^" + tip]);
        string[] outside = await branch.Git.RequireLinesAsync(["rev-list", "--stdin"], range, cancellation);
        if (outside.Length != await CountAsync(["--stdin"], range, cancellation)) throw GitCommandException.CutShort("rev-list");
        held.ExceptWith(outside);
        return held;
    }

    /// <summary>
    /// The lines by which commits name the runs and the handoffs that they brought, as in <c>Run: 20260124T144327Z-…</c>.
    /// </summary>
    /// <param name="tip">The latest commit.</param>
    /// <param name="oldest">When the oldest row in question began.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<IReadOnlySet<string>> NamesAsync(string tip, DateTimeOffset oldest, CancellationToken cancellation)
    {
        string[] selection = ["-E", Trailers, .. Since(oldest), tip, "--"];
        string messages = await branch.Git.RequireAsync(["log", "--format=%B%x00", .. selection], cancellation);
        if (messages.Count(c => c == '\0') != await CountAsync(selection, string.Empty, cancellation))
            throw GitCommandException.CutShort("log");
        return messages.Split('\n', '\0').Select(line => line.TrimEnd()).ToHashSet();
    }

    /// <summary>
    /// How often commits that name no run at all have brought each line: whoever rewrites a history by hand (amends, squashes) writes such
    /// commits. Lines of other commits belong to the runs that those name, be they equal to one's own.
    /// </summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<IDictionary<(string Path, string Line),
        int>> NamelessLinesAsync(string tip, DateTimeOffset oldest, CancellationToken cancellation)
    {
        string[] selection =
        [
            "-E", Trailers, "--invert-grep", .. Since(oldest), "--format=", "--text", "--no-renames", "--no-ext-diff", "--no-textconv", tip,
            "--", RegistryPath.AnyFile,
        ];
        string[] log = ["-c", "log.showRoot=true", "log"];
        string patches = await branch.Git.RequireAsync(
            [.. log, "--patch", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", .. selection], cancellation);
        IDictionary<(string Path, string Line), int> lines = AddedLines.Count(patches);
        // "<added> HT <deleted> HT <path>"
        string[] files = await branch.Git.RequireLinesAsync([.. log, "--numstat", .. selection], string.Empty, cancellation);
        long added = files.Where(file => file.Length > 0).Sum(file => long.Parse(file.Split('\t')[0], CultureInfo.InvariantCulture));
        return lines.Values.Sum(count => (long)count) == added ? lines : throw GitCommandException.CutShort("log");
    }

    private static string Lines(IEnumerable<string> words) => string.Concat(words.Select(word => word + "\n"));

    /// <summary>The clocks of other machines may be wrong in either direction, and a row may hold any time at all.</summary>
    private static IEnumerable<string> Since(DateTimeOffset oldest)
    {
        long since = oldest.ToUnixTimeSeconds() - (long)Margin.TotalSeconds;
        return since > 0 ? [FormattableString.Invariant($"--since=@{since} +0000")] : [];
    }

    /// <summary>How many commits a selection holds.</summary>
    private async Task<int> CountAsync(IReadOnlyList<string> selection, string input, CancellationToken cancellation)
    {
        string count = await branch.Git.RequireAsync(["rev-list", "--count", .. selection], input, cancellation);
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int commits)
            ? commits
            : throw GitCommandException.CutShort("rev-list");
    }
}
