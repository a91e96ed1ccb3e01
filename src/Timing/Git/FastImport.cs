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

    private readonly Process _process;
    private readonly Stream _input;
    private readonly BufferedStream _output;
    private readonly Task<string> _error;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;

    private FastImport(Process process, CancellationToken cancellation)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = new BufferedStream(process.StandardOutput.BaseStream, 1 << 16);
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _cancellation = cancellation;
        _registration = cancellation.Register(() => GitProcess.End(process));
    }

    /// <summary>Starts an import of one commit on top of <paramref name="parent"/>, or of a first commit.</summary>
    public static async Task<FastImport> BeginAsync(GitClient git, CommitHeader header, string? parent, CancellationToken cancellation)
    {
        Process process = git.Start(["fast-import", "--quiet", "--done", "--date-format=raw"])
            ?? throw new GitCommandException("fast-import", GitClient.NotFound, "git is not on PATH");
        var import = new FastImport(process, cancellation);
        byte[] message = Encoding.UTF8.GetBytes(header.Message);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"feature done\ncommit {ScratchRef}\nmark :1\n");
        text.Append(CultureInfo.InvariantCulture, $"author {header.Author}\ncommitter {header.Committer}\ndata {message.Length}\n{header.Message}\n");
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
        string[] fields = line[..line.IndexOf('\t', StringComparison.Ordinal)].Split(' ');
        return new TreeEntry(fields[0], fields[1], fields[2]);
    }

    /// <summary>The bytes of a blob, or null where they are more than <paramref name="limit"/>.</summary>
    public async Task<byte[]?> ReadBlobAsync(string objectId, long limit)
    {
        await SendAsync($"cat-blob {objectId}\n");
        // "<object id> SP blob SP <size> LF <contents> LF"
        string header = await ReadLineAsync();
        long size = long.Parse(header[(header.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
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
        await SendAsync($"M {mode} inline {path}\ndata {size.ToString(CultureInfo.InvariantCulture)}\n");
        foreach (ReadOnlyMemory<byte> part in parts) await GuardAsync(_input.WriteAsync(part, CancellationToken.None).AsTask());
        await SendAsync("\n");
    }

    /// <summary>Puts a file into the commit that the repository holds already.</summary>
    public Task WriteFileAsync(string path, TreeEntry entry) => SendAsync($"M {entry.Mode} {entry.ObjectId} {path}\n");

    /// <summary>Ends the import.</summary>
    /// <returns>The id of the commit, which no ref names.</returns>
    public async Task<string> CommitAsync()
    {
        await SendAsync($"reset {ScratchRef}\n\nget-mark :1\n");
        string commit = await ReadLineAsync();
        await SendAsync("done\n");
        _input.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _cancellation.ThrowIfCancellationRequested();
        if (_process.ExitCode != 0) throw await FailureAsync();
        return commit;
    }

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        if (!_process.HasExited) GitProcess.End(_process);
        _process.Dispose();
    }

    private Task SendAsync(string text) => GuardAsync(_input.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None).AsTask());

    private async Task<string> ReadLineAsync()
    {
        await GuardAsync(_input.FlushAsync(CancellationToken.None));
        var line = new StringBuilder();
        while (true)
        {
            int next = _output.ReadByte();
            if (next < 0) throw await FailureAsync();
            if (next == '\n') return line.ToString();
            line.Append((char)next);
        }
    }

    private async Task ExactlyAsync(Memory<byte> buffer)
    {
        if (await _output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, CancellationToken.None) < buffer.Length)
            throw await FailureAsync();
    }

    private async Task GuardAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (IOException)
        {
            throw await FailureAsync();
        }
    }

    private async Task<Exception> FailureAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        if (_cancellation.IsCancellationRequested) return new OperationCanceledException(_cancellation);
        var result = new GitResult(_process.ExitCode, string.Empty, await _error);
        return new GitCommandException("fast-import", result.ExitCode, result.Complaint);
    }
}
