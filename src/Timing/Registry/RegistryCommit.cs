using BuildTiming.Git.Objects;
using BuildTiming.Model;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Registry;

/// <summary>Writes a commit that changes files of the registry. All that it does not name stays as it is.</summary>
internal sealed class RegistryCommit(RegistryBranch branch, CommitIdentity identity)
{
    /// <summary>The largest file that lines are appended to; hosting sites refuse files long before.</summary>
    public const long FileLimit = 512L << 20;

    /// <summary>The largest file that optional lines are appended to: no hosting site refuses it, and with it the rows.</summary>
    public const long OptionalFileLimit = 48L << 20;

    private const string PlainFile = "100644";

    private static readonly byte[] LineBreak = "\n"u8.ToArray();

    private readonly RemoteBranch _remote = new(branch);
    private readonly HashSet<string> _warned = [];

    /// <summary>Told once of each file that could not take optional lines.</summary>
    public Action<string> Warn { private get; init; } = _ => { };

    /// <summary>Finds out what a commit needs besides changes and parent; may run beside other git commands.</summary>
    public Task PrepareAsync(CancellationToken cancellation) =>
        Task.WhenAll(identity.LearnAsync(cancellation), _remote.SettingsAsync(cancellation));

    /// <summary>Appends rows, and their steps, on top of <paramref name="parent"/>, or starts a history that holds nothing else.</summary>
    /// <param name="parent">The commit to build on; null for a first commit.</param>
    /// <param name="rows">The rows, in the order in which they are appended.</param>
    /// <param name="handoffs">The handoffs that the commit merges.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The id of the commit, which no ref names yet.</returns>
    /// <exception cref="RegistryRefusedException">Something else than a plain file stands where the rows belong.</exception>
    public Task<string> WriteRowsAsync(
        string? parent, IReadOnlyCollection<FiledRow> rows, IReadOnlyCollection<string> handoffs, CancellationToken cancellation) =>
        WriteAsync(parent, CommitMessage.Compose(rows, handoffs), RowChanges.Of(rows), cancellation);

    /// <summary>Changes any number of files in one commit.</summary>
    /// <param name="parent">The commit to build on; null for a first commit.</param>
    /// <param name="message">Subject, empty line, body, trailers.</param>
    /// <param name="changes">What is changed, at most one change a file.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The id of the commit, which no ref names yet.</returns>
    /// <exception cref="RegistryRefusedException">Something else than a plain file stands where one of the files belongs.</exception>
    public async Task<string> WriteAsync(
        string? parent, string message, IReadOnlyCollection<FileChange> changes, CancellationToken cancellation)
    {
        CommitHeader header = await identity.SignAsync(message, cancellation);
        await using FastImport import = await FastImport.BeginAsync(branch.Git, header, parent, cancellation);
        await FetchFilesAsync(import, changes, cancellation);
        foreach (FileChange change in changes) await ApplyAsync(import, change);
        return await import.CommitAsync();
    }

    /// <summary>Where this fails, git tries it once more for each file that it misses, and says what is wrong.</summary>
    private async Task FetchFilesAsync(FastImport import, IEnumerable<FileChange> changes, CancellationToken cancellation)
    {
        var files = new List<string>();
        foreach (AppendLines append in changes.OfType<AppendLines>())
            if (await import.FindAsync(append.Path) is { IsFile: true } file) files.Add(file.ObjectId);
        // One is fetched by git itself at the same cost.
        if (files.Count > 1) await _remote.FetchFilesAsync(files, cancellation);
    }

    private Task ApplyAsync(FastImport import, FileChange change) => change switch
    {
        AppendLines { IsOptional: true } append => TryAppendAsync(import, append),
        AppendLines append => AppendAsync(import, append, FileLimit),
        ReplaceFile replace => ReplaceAsync(import, replace),
        PutFile put => import.WriteFileAsync(put.Path, put.Entry),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "is no change of a file"),
    };

    /// <summary>A file that is refused has not been touched: the commit goes on without it.</summary>
    private async Task TryAppendAsync(FastImport import, AppendLines append)
    {
        try
        {
            await AppendAsync(import, append, OptionalFileLimit);
        }
        catch (RegistryRefusedException refusal)
        {
            if (_warned.Add(refusal.Message)) Warn($"Rows were recorded without their steps: {refusal.Message}");
        }
    }

    private async Task AppendAsync(FastImport import, AppendLines append, long limit)
    {
        if (await FindFileAsync(import, append.Path) is not { } file)
        {
            await import.WriteFileAsync(append.Path, PlainFile, append.Header, append.Lines);
            return;
        }

        byte[] content = await import.ReadBlobAsync(file.ObjectId, limit) ?? throw Refused(
            append.Path, $"is larger than {limit >> 20} MiB: split it, older rows into a file of their own");
        ReadOnlyMemory<byte> between = content.Length == 0 ? append.Header : content[^1] == '\n' ? default : LineBreak;
        await import.WriteFileAsync(append.Path, file.Mode, content, between, append.Lines);
    }

    private async Task ReplaceAsync(FastImport import, ReplaceFile replace)
    {
        TreeEntry? file = await FindFileAsync(import, replace.Path);
        await import.WriteFileAsync(replace.Path, file?.Mode ?? PlainFile, replace.Content);
    }

    /// <summary>The plain file at a path, or null where nothing stands there and nothing is in the way.</summary>
    private async Task<TreeEntry?> FindFileAsync(FastImport import, string path)
    {
        if (await import.FindAsync(path) is { } entry) return entry.IsFile ? entry : throw InTheWay(path, path, entry);
        // A link or a submodule on the way to the file must not be replaced by a folder.
        foreach (string folder in RegistryPath.Ancestors(path))
        {
            if (await import.FindAsync(folder) is not { } above) return null;
            if (!above.IsFolder) throw InTheWay(path, folder, above);
        }

        return null;
    }

    private RegistryRefusedException InTheWay(string file, string path, TreeEntry entry)
    {
        string kind = entry.Mode switch
        {
            "120000" => "a symbolic link",
            "160000" => "a submodule",
            "040000" => "a folder",
            _ => "a file",
        };
        return Refused(file, $"is {kind}: remove it from that branch", path);
    }

    private RegistryRefusedException Refused(string file, string problem, string? at = null) =>
        new($"{at ?? file} on {branch.Name} {problem}", RegistryPath.OwnerOf(file));
}
