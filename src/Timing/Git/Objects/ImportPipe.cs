using System.Diagnostics;
using System.Text;
using BuildTiming.Processes;

namespace BuildTiming.Git.Objects;

/// <summary>The conversation with one running <c>git fast-import</c>: commands go in, lines and bytes come out.</summary>
/// <param name="process">Fast-import, whose three streams are redirected.</param>
/// <param name="cancellation">Ends each wait for it.</param>
internal sealed class ImportPipe(Process process, CancellationToken cancellation) : IAsyncDisposable
{
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonBound = TimeSpan.FromSeconds(5);

    /// <summary>In bytes. What is sent is kept back up to here, until an answer is asked for: each use of a pipe takes a thread.</summary>
    private const int MostKept = 1 << 16;

    private readonly MemoryStream _kept = new();
    private readonly Stream _input = process.TakeInput();
    private readonly Stream _output = process.TakeOutput();
    private readonly CapturedText _error = new(process.TakeError(), limit: 4096);
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>What ends the import with nothing kept, for one that is given up.</summary>
    public required string Farewell { get; init; }

    /// <summary>Sends commands.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends the bytes of a file.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _kept.Write(bytes.Span);
        return _kept.Length < MostKept ? Task.CompletedTask : TalkAsync(SendKept);
    }

    /// <summary>The next line of the answer, without its end.</summary>
    public async Task<string> ReadLineAsync()
    {
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

    /// <summary>The next bytes of the answer, as many as there is room for.</summary>
    public async Task ReadAsync(Memory<byte> content)
    {
        int buffered = Math.Min(content.Length, _end - _start);
        _buffer.AsMemory(_start, buffered).CopyTo(content);
        _start += buffered;
        Memory<byte> rest = content[buffered..];
        if (rest.IsEmpty) return;
        int read = 0;
        await TalkAsync(() => read = _output.ReadAtLeast(rest.Span, rest.Length, throwOnEndOfStream: false));
        if (read < rest.Length) throw await FailureAsync();
    }

    /// <summary>Nothing more is sent: waits for git's end.</summary>
    /// <exception cref="GitCommandException">Git has failed.</exception>
    public async Task EndAsync()
    {
        await TalkAsync(Close);
        await process.EndedAsync().WaitAsync(cancellation);
        if (process.ExitCode != 0) throw await FailureAsync();
    }

    /// <summary>Gives up what has not ended: git is let finish, because it leaves a crash report behind when it is not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // A wait that was ended has left a thread at the pipe.
            cancellation.ThrowIfCancellationRequested();
            if (!process.HasExited) await AbandonAsync().WaitAsync(AbandonBound, TimeProvider.System, cancellation);
        }
        catch (Exception exception) when (
            exception is TimeoutException or OperationCanceledException or IOException or GitCommandException or ObjectDisposedException)
        {
            // Disposed: it was told all, and did not come to its end.
            await GitProcess.EndAsync(process);
        }

        await _input.DisposeAsync();
        await _output.DisposeAsync();
        process.Dispose();
    }

    private async Task AbandonAsync()
    {
        Task drained = PipeThread.RunAsync(() => _output.CopyTo(Stream.Null));
        _kept.Write(Encoding.UTF8.GetBytes(Farewell));
        await PipeThread.RunAsync(Close);
        await drained;
        await process.EndedAsync();
    }

    private void SendKept()
    {
        _input.Write(_kept.GetBuffer(), 0, (int)_kept.Length);
        _kept.SetLength(0);
    }

    private void Close()
    {
        SendKept();
        _input.Close();
    }

    private async Task TalkAsync(Action talk)
    {
        try
        {
            await PipeThread.RunAsync(talk).WaitAsync(cancellation);
        }
        catch (IOException)
        {
            throw await FailureAsync();
        }
    }

    private async Task FillAsync()
    {
        await TalkAsync(() =>
        {
            SendKept();
            (_start, _end) = (0, _output.Read(_buffer));
        });
        if (_end == 0) throw await FailureAsync();
    }

    private async Task<GitCommandException> FailureAsync()
    {
        await process.EndedAsync().WaitAsync(cancellation);
        var result = new GitResult(process.ExitCode, string.Empty, (await _error.CompleteAsync(ErrorPatience)).Text);
        return new GitCommandException("fast-import", result.ExitCode, result.Complaint);
    }
}
