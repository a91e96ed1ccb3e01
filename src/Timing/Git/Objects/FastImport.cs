using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BuildTiming.Git.Objects;

/// <summary>
/// One <c>git fast-import</c> that reads files of a commit and writes the next commit: no checkout, no index, no working tree. It loads
/// only the trees on the way to the files named, so its cost does not depend on how many other files the commit holds.
/// </summary>
/// <remarks>
/// Protocol: https://git-scm.com/docs/git-fast-import. The commit is written under a ref name that is reset before the import ends, so no
/// ref is ever created: the caller pushes the commit, or moves a ref to it.
/// </remarks>
internal sealed class FastImport : IAsyncDisposable
{
    private const string ScratchRef = "refs/build-timing/import";
    private const string Forget = $"reset {ScratchRef}\n\n";
    private const string Done = "done\n";

    /// <summary>In bytes. From here on a second process costs less than what the import does to every file.</summary>
    private const long LargeFile = 1 << 20;

    private readonly GitClient _git;
    private readonly ImportPipe _pipe;
    private readonly CancellationToken _cancellation;

    private FastImport(GitClient git, Process process, CancellationToken cancellation)
    {
        _git = git;
        _pipe = new ImportPipe(process, cancellation) { Farewell = Forget + Done };
        _cancellation = cancellation;
    }

    /// <summary>Starts an import of one commit on top of <paramref name="parent"/>, or of a first commit.</summary>
    public static async Task<FastImport> BeginAsync(GitClient git, CommitHeader header, string? parent, CancellationToken cancellation)
    {
        Process process = git.Start(["fast-import", "--quiet", "--done", "--date-format=raw"]);
        var import = new FastImport(git, process, cancellation);
        byte[] message = Encoding.UTF8.GetBytes(header.Message);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"feature done\ncommit {ScratchRef}\nmark :1\n");
        text.Append(CultureInfo.InvariantCulture,
            $"author {header.Author}\ncommitter {header.Committer}\ndata {message.Length}\n{header.Message}\n");
        if (parent is not null) text.Append(CultureInfo.InvariantCulture, $"from {parent}\n");
        try
        {
            await import._pipe.SendAsync(text.ToString());
            return import;
        }
        catch
        {
            await import.DisposeAsync();
            throw;
        }
    }

    /// <summary>What stands at a path of the commit, or null where nothing does.</summary>
    public async Task<TreeEntry?> FindAsync(string path)
    {
        await _pipe.SendAsync($"ls \"{path}\"\n");
        string line = await _pipe.ReadLineAsync();
        if (line == "missing " + path) return null;
        // "<mode> SP <type> SP <object id> HT <path>": an answer about another path is one to another question.
        return line.Split('\t') is [var entry, var about] && about == path && entry.Split(' ') is [var mode, var kind, var id]
            ? new TreeEntry(mode, kind, id)
            : throw GitCommandException.Spoilt("fast-import");
    }

    /// <summary>The bytes of a blob, or null where they are more than <paramref name="limit"/>.</summary>
    public async Task<byte[]?> ReadBlobAsync(string objectId, long limit)
    {
        await _pipe.SendAsync($"cat-blob {objectId}\n");
        // "<object id> SP blob SP <size> LF <contents> LF"
        string header = await _pipe.ReadLineAsync();
        if (header.Split(' ') is not [var id, "blob", var digits] || id != objectId
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            throw new GitCommandException("fast-import", 0, $"the object {objectId} cannot be read ({GitResult.Plain(header)})");
        if (size > limit) return null;
        byte[] content = new byte[size];
        await _pipe.ReadAsync(content);
        await _pipe.ReadAsync(new byte[1]);
        return content;
    }

    /// <summary>Puts a file into the commit: the given parts, one after the other.</summary>
    public async Task WriteFileAsync(string path, string mode, params ReadOnlyMemory<byte>[] parts)
    {
        long size = 0;
        foreach (ReadOnlyMemory<byte> part in parts) size += part.Length;
        if (size >= LargeFile)
        {
            await WriteFileAsync(path, new TreeEntry(mode, "blob", await StoreAsync(parts)));
            return;
        }

        await _pipe.SendAsync($"M {mode} inline {path}\ndata {size.ToString(CultureInfo.InvariantCulture)}\n");
        foreach (ReadOnlyMemory<byte> part in parts) await _pipe.SendAsync(part);
        await _pipe.SendAsync("\n");
    }

    /// <summary>Puts a file into the commit that the repository holds already.</summary>
    public Task WriteFileAsync(string path, TreeEntry entry) => _pipe.SendAsync($"M {entry.Mode} {entry.ObjectId} {path}\n");

    /// <summary>Ends the import.</summary>
    /// <returns>The id of the commit, which no ref names.</returns>
    public async Task<string> CommitAsync()
    {
        await _pipe.SendAsync($"{Forget}get-mark :1\n");
        string commit = await _pipe.ReadLineAsync();
        if (!commit.All(char.IsAsciiHexDigitLower)) throw GitCommandException.Spoilt("fast-import");
        await _pipe.SendAsync(Done);
        await _pipe.EndAsync();
        return commit;
    }

    /// <summary>Gives up what has not been committed.</summary>
    public ValueTask DisposeAsync() => _pipe.DisposeAsync();

    /// <summary>Writes a blob into the repository as it is to stay; the import would pack it first, and unpack it at the end.</summary>
    private async Task<string> StoreAsync(ReadOnlyMemory<byte>[] parts)
    {
        GitResult result = await _git.RunAsync(["hash-object", "-w", "--stdin"], parts, _cancellation);
        return result.Succeeded ? result.Line : throw new GitCommandException("hash-object", result.ExitCode, result.Complaint);
    }
}
