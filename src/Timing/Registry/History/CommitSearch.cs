using System.Globalization;
using BuildTiming.Git;

namespace BuildTiming.Registry.History;

/// <summary>
/// Asks git for commits. Its output does not say where it ends, and what was cut short would be another answer: a second question tells how
/// many commits the first one has to bring.
/// </summary>
internal sealed class CommitSearch(GitClient git)
{
    /// <summary>Lines about the commits of a selection, one each.</summary>
    /// <param name="options">What <c>git rev-list</c> is to say of each commit.</param>
    /// <param name="selection">Which commits.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <param name="input">What git reads, for a selection that says <c>--stdin</c>.</param>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<string[]> ListAsync(
        IReadOnlyList<string> options, IReadOnlyList<string> selection, CancellationToken cancellation, string input = "")
    {
        string[] lines = await git.RequireLinesAsync(["rev-list", .. options, .. selection], input, cancellation);
        return lines.Length == await CountAsync(selection, cancellation, input) ? lines : throw GitCommandException.CutShort("rev-list");
    }

    /// <summary>How many commits a selection holds.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<int> CountAsync(IReadOnlyList<string> selection, CancellationToken cancellation, string input = "")
    {
        string count = await git.RequireAsync(["rev-list", "--count", .. selection], input, cancellation);
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int commits)
            ? commits
            : throw GitCommandException.CutShort("rev-list");
    }
}
