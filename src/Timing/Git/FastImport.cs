using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BuildTiming.Git;

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

    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonBound = TimeSpan.FromSeconds(5);

    private readonly GitClient _git;
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly CapturedText _error;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    private FastImport(GitClient git, Process process, CancellationToken cancellation)
    {
        _git = git;
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        _error = new CapturedText(process.StandardError, limit: 4096);
        _cancellation = cancellation;
    }

    /// <summary>Starts an import of one commit on top of <paramref name="parent"/>, or of a first commit.</summary>
    public static async Task<FastImport> BeginAsync(GitClient git, CommitHeader header, string? parent, CancellationToken cancellation)
    {
        Process process = git.Start(["fast-import", "--quiet", "--done", "--date-format=raw"])
            ?? throw new GitCommandException("fast-import", GitClient.NotFound, "git is not on PATH");
        var import = new FastImport(git, process, cancellation);
        byte[] message = Encoding.UTF8.GetBytes(header.Message);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"feature done\ncommit {ScratchRef}\nmark :1\n");
        text.Append(CultureInfo.InvariantCulture,
            $"author {header.Author}\ncommitter {header.Committer}\ndata {message.Length}\n{header.Message}\n");
        if (parent is not null) text.Append(CultureInfo.InvariantCulture, $"from {parent}\n");
        await import.SendAsync(text.ToString());
        return import;
    }

    /// <summary>What stands at a path of the commit, or null where nothing does.</summary>
    public async Task<TreeEntry?> FindAsync(string path)
    {
        await SendAsync($"ls \"{path}\"\n");
        string line = await ReadLineAsync();
        if (line.StartsWith("missing ", StringComparison.Ordinal)) return null;
        // "<mode> SP <type> SP <object id> HT <path>"
        return line.Split('\t')[0].Split(' ') is [var mode, var kind, var id]
            ? new TreeEntry(mode, kind, id)
            : throw GitCommandException.CutShort("fast-import");
    }

    /// <summary>The bytes of a blob, or null where they are more than <paramref name="limit"/>.</summary>
    public async Task<byte[]?> ReadBlobAsync(string objectId, long limit)
    {
        await SendAsync($"cat-blob {objectId}\n");
        // "<object id> SP blob SP <size> LF <contents> LF"
        string header = await ReadLineAsync();
        if (header.Split(' ') is not [_, "blob", var digits] || !long.TryParse(digits, CultureInfo.InvariantCulture, out long size))
            throw new GitCommandException("fast-import", 0, $"the object {objectId} cannot be read ({GitResult.Plain(header)})");
        if (size > limit) return null;
        byte[] content = new byte[size];
        await ExactlyAsync(content);
        await ExactlyAsync(new byte[1]);
        return content;
    }

    /// <summary>Puts a file into the commit: the given parts, one after the other.</summary>
    public async Task WriteFileAsync(string path, string mode, params ReadOnlyMemory<byte>[] parts)
    {
        long size = parts.Sum(part => (long)part.Length);
        if (size >= LargeFile)
        {
            await WriteFileAsync(path, new TreeEntry(mode, "blob", await StoreAsync(parts)));
            return;
        }

        await SendAsync($"M {mode} inline {path}\ndata {size.ToString(CultureInfo.InvariantCulture)}\n");
        foreach (ReadOnlyMemory<byte> part in parts) await GuardAsync(() => _input.WriteAsync(part, CancellationToken.None));
        await SendAsync("\n");
    }

    /// <summary>Puts a file into the commit that the repository holds already.</summary>
    public Task WriteFileAsync(string path, TreeEntry entry) => SendAsync($"M {entry.Mode} {entry.ObjectId} {path}\n");

    /// <summary>Ends the import.</summary>
    /// <returns>The id of the commit, which no ref names.</returns>
    public async Task<string> CommitAsync()
    {
        await SendAsync($"{Forget}get-mark :1\n");
        string commit = await ReadLineAsync();
        await SendAsync(Done);
        _input.Close();
        await _process.WaitForExitAsync(_cancellation);
        return _process.ExitCode == 0 ? commit : throw await FailureAsync();
    }

    /// <summary>Gives up what has not been committed: git is let finish, because it leaves a crash report behind when it is not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited) await AbandonAsync().WaitAsync(AbandonBound, TimeProvider.System, _cancellation);
        }
        catch (Exception exception) when (
            exception is TimeoutException or OperationCanceledException or IOException or GitCommandException or ObjectDisposedException)
        {
            // Disposed: it was told all, and did not come to its end.
            await GitProcess.EndAsync(_process);
        }

        _process.Dispose();
    }

    /// <summary>Writes a blob into the repository as it is to stay; the import would pack it first, and unpack it at the end.</summary>
    private async Task<string> StoreAsync(IReadOnlyCollection<ReadOnlyMemory<byte>> parts)
    {
        GitResult result = await _git.RunAsync(["hash-object", "-w", "--stdin"], parts, _cancellation);
        return result.Succeeded ? result.Line : throw new GitCommandException("hash-object", result.ExitCode, result.Complaint);
    }

    private async Task AbandonAsync()
    {
        Task drained = _output.CopyToAsync(Stream.Null, CancellationToken.None);
        await _input.WriteAsync(Encoding.UTF8.GetBytes(Forget + Done), CancellationToken.None);
        _input.Close();
        await drained;
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    private Task SendAsync(string text) => GuardAsync(() => _input.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None));

    private async Task<string> ReadLineAsync()
    {
        await GuardAsync(() => new ValueTask(_input.FlushAsync(CancellationToken.None)));
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end) await FillAsync();
            int length = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start) - _start;
            line.AddRange(_buffer.AsSpan(_start, length < 0 ? _end - _start : length));
            _start = length < 0 ? _end : _start + length + 1;
            if (length >= 0) return Encoding.UTF8.GetString([.. line]);
        }
    }

    private async Task FillAsync()
    {
        _start = 0;
        _end = await _output.ReadAsync(_buffer, CancellationToken.None).AsTask().WaitAsync(_cancellation);
        if (_end == 0) throw await FailureAsync();
    }

    private async Task ExactlyAsync(Memory<byte> content)
    {
        int buffered = Math.Min(content.Length, _end - _start);
        _buffer.AsMemory(_start, buffered).CopyTo(content);
        _start += buffered;
        Memory<byte> rest = content[buffered..];
        int read = await _output.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, CancellationToken.None).AsTask()
            .WaitAsync(_cancellation);
        if (read < rest.Length) throw await FailureAsync();
    }

    private async Task GuardAsync(Func<ValueTask> write)
    {
        try
        {
            await write().AsTask().WaitAsync(_cancellation);
        }
        catch (IOException)
        {
            throw await FailureAsync();
        }
    }

    private async Task<GitCommandException> FailureAsync()
    {
        await _process.WaitForExitAsync(_cancellation);
        var result = new GitResult(_process.ExitCode, string.Empty, (await _error.CompleteAsync(ErrorPatience)).Text);
        return new GitCommandException("fast-import", result.ExitCode, result.Complaint);
    }
}
