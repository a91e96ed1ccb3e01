using BuildTiming.Git;

namespace BuildTiming.Registry.History;

/// <summary>What a history of the registry tells of rows: by its commits, and by their trailers.</summary>
/// <remarks>Each question is asked once for all rows, however many there are.</remarks>
internal sealed class RegistryHistory(RegistryBranch branch)
{
    /// <summary>Selects the commits that name runs or handoffs.</summary>
    internal static readonly string Trailers = $"--grep=^({CommitMessage.RunTrailer}|{CommitMessage.HandoffTrailer}): ";

    private readonly CommitSearch _commits = new(branch.Git);

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
        held.ExceptWith(await _commits.ListAsync([], ["--stdin"], cancellation, range));
        return held;
    }

    /// <summary>
    /// The lines by which commits name the runs and the handoffs that they brought, as in <c>Run: 20260124T144327Z-…</c>.
    /// </summary>
    /// <remarks>
    /// Of the whole history: git ends a search by date at the first commit that is too old, and one machine's clock may have been wrong.
    /// </remarks>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<IReadOnlySet<string>> NamesAsync(string tip, CancellationToken cancellation)
    {
        string[] selection = ["-E", Trailers, tip, "--"];
        string messages = await branch.Git.RequireAsync(["log", "--format=%B%x00", .. selection], cancellation);
        if (messages.Count(c => c == '\0') != await _commits.CountAsync(selection, cancellation)) throw GitCommandException.CutShort("log");
        return messages.Split('\n', '\0').Select(line => line.TrimEnd()).ToHashSet();
    }

    private static string Lines(IEnumerable<string> words) => string.Concat(words.Select(word => word + "\n"));
}
