using System.Text;
using BuildTiming.Git;
using BuildTiming.Journal;
using BuildTiming.Model;

namespace BuildTiming.Registry;

/// <summary>Reads handoffs, all of them by four git processes, and trusts none of them.</summary>
internal sealed class HandoffReader(GitClient git)
{
    /// <summary>Far more than the rows of any run; a larger file is not a handoff.</summary>
    private const long FileLimit = 1 << 20;

    /// <summary>Reads every handoff of a list of refs and commits that are in this repository.</summary>
    public async Task<IReadOnlyList<Handoff>> ReadAsync(IReadOnlyDictionary<string, string> refs, CancellationToken cancellation)
    {
        (string Ref, string Commit)[] known = [.. refs.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        ILookup<string, HandoffFile> files = await ListFilesAsync(known.Select(handoff => handoff.Commit), cancellation);
        await using ObjectReader objects = ObjectReader.Start(git, cancellation);
        var handoffs = new List<Handoff>();
        foreach ((string reference, string commit) in known)
        {
            string name = HandoffBranch.NameOf(reference);
            try
            {
                if (!RunId.IsValid(name[HandoffBranch.Prefix.Length..])) throw new FormatException("its name ends in no run id");
                handoffs.Add(new Handoff(name, commit, await ReadRowsAsync(objects, [.. files[commit]], cancellation), Problem: null));
            }
            catch (FormatException exception)
            {
                handoffs.Add(new Handoff(name, commit, [], exception.Message));
            }
        }

        return handoffs;
    }

    private static async Task<FiledRow[]> ReadRowsAsync(ObjectReader objects, HandoffFile[] files, CancellationToken cancellation)
    {
        var rows = new List<FiledRow>();
        foreach (HandoffFile file in files.Where(file => file.Path != HandoffWorkflow.Path))
        {
            string folder = RegistryPath.FolderOf(file.Path) ?? throw new FormatException($"it holds {file.Path}, which is no file of the registry");
            if (file.Mode != "100644") throw new FormatException($"{file.Path} is not a plain file");
            if (file.Size > FileLimit) throw new FormatException($"{file.Path} is larger than {FileLimit >> 20} MiB");
            byte[] content = await objects.ReadAsync(file.ObjectId, cancellation);
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

    /// <summary>The files of commits: what their trees hold, whatever their history is.</summary>
    private async Task<ILookup<string, HandoffFile>> ListFilesAsync(IEnumerable<string> commits, CancellationToken cancellation)
    {
        string[] ids = [.. commits.Distinct()];
        var trees = (await ObjectReader.DescribeAsync(git, ids.Select(id => id + "^{tree}"), cancellation)).Select(tree => tree?.Id).ToArray();
        string nothing = await git.RequireAsync(["hash-object", "-t", "tree", "--stdin"], cancellation);
        string pairs = string.Concat(trees.OfType<string>().Distinct().Select(tree => $"{nothing} {tree}\n"));
        string listing = await git.RequireAsync(["diff-tree", "--stdin", "-r", "--no-renames", "--no-abbrev"], pairs, cancellation);
        HandoffFile[] files = [.. HandoffFile.ParseListing(listing)];
        var described = await ObjectReader.DescribeAsync(git, files.Select(file => file.ObjectId), cancellation);
        ILookup<string, HandoffFile> ofTree = files.Select((file, i) => file with { Size = described[i]?.Size ?? long.MaxValue }).ToLookup(file => file.Tree);
        return ids.Zip(trees).SelectMany(pair => ofTree[pair.Second ?? ""].Select(file => (Commit: pair.First, File: file)))
            .ToLookup(pair => pair.Commit, pair => pair.File);
    }
}
