using System.Text;
using BuildTiming.Git;
using BuildTiming.Model;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Handoffs;

/// <summary>Reads handoffs, all of them by two git processes, and trusts none of them.</summary>
internal sealed class HandoffReader(GitRepository repository)
{
    /// <summary>In bytes, of all files of one: far more than the rows of any run.</summary>
    private const long SizeLimit = 1 << 20;

    /// <summary>Reads every handoff of a list of refs and commits; those whose name is that of a handoff are in this repository.</summary>
    public async Task<IReadOnlyList<Handoff>> ReadAsync(IReadOnlyDictionary<string, string> refs, CancellationToken cancellation)
    {
        await using var objects = new ObjectReader(repository.Git, cancellation);
        var handoffs = new List<Handoff>();
        foreach ((string reference, string commit) in refs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            string name = HandoffBranch.NameOf(reference);
            try
            {
                if (!HandoffBranch.IsNamedByRun(reference)) throw new FormatException("its name ends in no run id");
                handoffs.Add(new Handoff(name, commit, await ReadRowsAsync(objects, commit), Problem: null));
            }
            catch (FormatException exception)
            {
                handoffs.Add(new Handoff(name, commit, [], GitResult.Plain(exception.Message)));
            }
        }

        return handoffs;
    }

    private async Task<FiledRow[]> ReadRowsAsync(ObjectReader objects, string commit)
    {
        var rows = new List<FiledRow>();
        long room = SizeLimit;
        await foreach (HandoffFile file in new HandoffTree(objects, repository.NullId.Length / 2).FilesAsync(commit))
        {
            if (file.Path == HandoffWorkflow.Path) continue;
            string folder = RegistryPath.FolderOf(file.Path) ?? throw new FormatException($"it holds {file.Path}, which is no file of the registry");
            if (file.Entry.Mode != "100644") throw new FormatException($"{file.Path} is not a plain file");
            byte[] content = await objects.ReadAsync(file.Entry.ObjectId, "blob", room)
                ?? throw new FormatException($"{file.Path} is too large: a handoff has {SizeLimit >> 20} MiB at most");
            room -= content.Length;
            rows.AddRange(Parse(file.Path, Encoding.UTF8.GetString(content)).Select(row => new FiledRow(folder, row)));
        }

        return rows.Count > 0 ? [.. rows] : throw new FormatException("it holds no rows");
    }

    private static IEnumerable<TimingRow> Parse(string path, string text)
    {
        if (!text.EndsWith('\n')) throw new FormatException($"{path} does not end with a line break");
        string[] lines = text[..^1].Split('\n');
        if (lines[0] != TimingCsv.Header) throw new FormatException($"{path} does not start with the header");
        for (int i = 1; i < lines.Length; i++)
        {
            TimingRow row;
            try
            {
                row = TimingCsv.ParseRow(lines[i]);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{path}, line {i + 1}: {exception.Message}", exception);
            }

            yield return row;
        }
    }
}
