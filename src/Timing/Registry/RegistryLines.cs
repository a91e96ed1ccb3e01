using System.Text;
using BuildTiming.Git;
using BuildTiming.Git.Objects;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>How often certain lines stand in the registry's files, at any commits.</summary>
internal sealed class RegistryLines(RegistryBranch branch, IEnumerable<string> lines, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly ObjectReader _objects = new(branch.Git, cancellation);
    private readonly HashSet<string> _lines = [.. lines];
    private readonly Dictionary<string, Dictionary<string, int>> _counts = [];

    /// <summary>Looks for the lines of rows.</summary>
    public static RegistryLines Of(RegistryBranch branch, IEnumerable<FiledRow> rows, CancellationToken cancellation) =>
        new(branch, rows.Select(filed => TimingCsv.FormatLine(filed.Row)), cancellation);

    /// <summary>How often a line stands in a file; 0 where there is no such file, or no such commit here.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<int> CountAsync(string commit, string path, string line)
    {
        string file = $"{commit}:{path}";
        if (!_counts.TryGetValue(file, out Dictionary<string, int>? counts)) _counts[file] = counts = await CountAsync(file);
        return counts.GetValueOrDefault(line);
    }

    /// <summary>Each of the rows stands in its file at one of the commits.</summary>
    /// <exception cref="GitCommandException">Git did not come to an answer.</exception>
    public async Task<bool> HoldAsync(IReadOnlyCollection<string> commits, IEnumerable<FiledRow> rows)
    {
        foreach (FiledRow filed in rows)
        {
            bool stands = false;
            foreach (string commit in commits)
                stands |= await CountAsync(commit, RegistryPath.Of(filed.Folder), TimingCsv.FormatLine(filed.Row)) > 0;
            if (!stands) return false;
        }

        return true;
    }

    public ValueTask DisposeAsync() => _objects.DisposeAsync();

    private async Task<Dictionary<string, int>> CountAsync(string file)
    {
        byte[]? content = await _objects.ReadAsync(file, "blob", RegistryCommit.FileLimit);
        return content is null
            ? []
            : Encoding.UTF8.GetString(content).Split('\n').Select(line => line.TrimEnd('\r')).Where(_lines.Contains).CountBy(line => line)
            .ToDictionary();
    }
}
