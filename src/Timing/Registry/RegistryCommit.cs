using System.Text;
using BuildTiming.Git;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace BuildTiming.Registry;

/// <summary>Writes a commit that appends rows to the registry's files. Existing bytes are never rewritten.</summary>
internal sealed class RegistryCommit(RegistryBranch branch, CommitIdentity identity)
{
    /// <summary>The largest file that rows are appended to; hosting sites refuse files long before.</summary>
    public const long FileLimit = 512L << 20;

    private static readonly byte[] HeaderLine = Encoding.UTF8.GetBytes(TimingCsv.Header + "\n");

    /// <summary>Finds out what a commit needs besides rows and parent; may run beside other git commands.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => identity.LearnAsync(cancellation);

    /// <summary>Appends rows on top of <paramref name="parent"/>, or starts a history that holds nothing else.</summary>
    /// <param name="parent">The commit to build on; null for a first commit.</param>
    /// <param name="rows">The rows, in the order in which they are appended.</param>
    /// <param name="handoffs">The handoffs that the commit merges.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The id of the commit, which no ref names yet.</returns>
    /// <exception cref="RegistryRefusedException">Something else than a plain file stands where the rows belong.</exception>
    public async Task<string> WriteAsync(
        string? parent, IReadOnlyCollection<FiledRow> rows, IReadOnlyCollection<string> handoffs, CancellationToken cancellation)
    {
        string message = CommitMessage.Compose(rows, handoffs);
        CommitHeader header = await identity.SignAsync(message, cancellation);
        await using FastImport import = await FastImport.BeginAsync(branch.Git, header, parent, cancellation);
        foreach (IGrouping<string, FiledRow> file in rows.GroupBy(filed => filed.Folder)) await AppendAsync(import, file);
        return await import.CommitAsync();
    }

    /// <summary>Starts a history that holds the rows, and beside them files that the repository holds already.</summary>
    /// <remarks>The message names the runs in the order in which git lists the files: whoever reads the rows knows which run is whose.</remarks>
    public async Task<string> WriteFirstAsync(
        IReadOnlyCollection<FiledRow> rows, IReadOnlyDictionary<string, TreeEntry> beside, CancellationToken cancellation)
    {
        FiledRow[] listed = [.. rows.OrderBy(filed => RegistryPath.Of(filed.Folder), StringComparer.Ordinal)];
        CommitHeader header = await identity.SignAsync(CommitMessage.Compose(listed, []), cancellation);
        await using FastImport import = await FastImport.BeginAsync(branch.Git, header, parent: null, cancellation);
        foreach ((string path, TreeEntry entry) in beside) await import.WriteFileAsync(path, entry);
        foreach (IGrouping<string, FiledRow> file in listed.GroupBy(filed => filed.Folder)) await AppendAsync(import, file);
        return await import.CommitAsync();
    }

    private async Task AppendAsync(FastImport import, IGrouping<string, FiledRow> file)
    {
        string folder = file.Key;
        if (!RegistryPath.IsFolderName(folder)) throw new RegistryRefusedException($"'{folder}' is not the name of a folder of the registry", folder);
        string path = RegistryPath.Of(folder);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(file.Select(filed => TimingCsv.FormatLine(filed.Row) + "\n")));
        if (await import.FindAsync(path) is not { } entry)
        {
            await RequireFoldersAsync(import, folder, path);
            await import.WriteFileAsync(path, "100644", HeaderLine, lines);
            return;
        }

        if (!entry.IsFile) throw Refused(folder, path, entry);
        byte[] content = await import.ReadBlobAsync(entry.ObjectId, FileLimit)
            ?? throw new RegistryRefusedException($"{path} on {branch.Name} is larger than {FileLimit >> 20} MiB: split it, older rows into a file of their own", folder);
        byte[] between = content.Length == 0 ? HeaderLine : content[^1] == '\n' ? [] : [(byte)'\n'];
        await import.WriteFileAsync(path, entry.Mode, content, between, lines);
    }

    /// <summary>A link or a submodule on the way to the file must not be replaced by a folder.</summary>
    private async Task RequireFoldersAsync(FastImport import, string registryFolder, string path)
    {
        foreach (string folder in RegistryPath.Ancestors(path))
        {
            if (await import.FindAsync(folder) is not { } entry) return;
            if (!entry.IsFolder) throw Refused(registryFolder, folder, entry);
        }
    }

    private RegistryRefusedException Refused(string folder, string path, TreeEntry entry)
    {
        string kind = entry.Mode switch
        {
            "120000" => "a symbolic link",
            "160000" => "a submodule",
            "040000" => "a folder",
            _ => "a file",
        };
        return new RegistryRefusedException($"{path} on {branch.Name} is {kind}: remove it from that branch", folder);
    }
}
