using System.Diagnostics;
using System.Text;

namespace BuildTiming.Git.Objects;

/// <summary>The conversation with one running <c>git fast-import</c>: commands go in, lines and bytes come out.</summary>
/// <param name="process">Fast-import, whose three streams are redirected.</param>
/// <param name="cancellation">Ends each wait for it.</param>
internal sealed class ImportPipe(Process process, CancellationToken cancellation) : IAsyncDisposable
{
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonBound = TimeSpan.FromSeconds(5);

    private readonly Stream _input = process.StandardInput.BaseStream;
    private readonly Stream _output = process.StandardOutput.BaseStream;
    private readonly CapturedText _error = new(process.StandardError, limit: 4096);
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>What ends the import with nothing kept, for one that is given up.</summary>
    public required string Farewell { get; init; }

    /// <summary>Sends commands.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends the bytes of a file.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _input.WriteAsync(bytes, CancellationToken.None).AsTask().WaitAsync(cancellation);
        }
        catch (IOException)
        {
            throw await FailureAsync();
        }
    }

    /// <summary>The next line of the answer, without its end.</summary>
    public async Task<string> ReadLineAsync()
    {
        await FlushAsync();
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
        int read = await _output.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, CancellationToken.None).AsTask()
            .WaitAsync(cancellation);
        if (read < rest.Length) throw await FailureAsync();
    }

    /// <summary>Nothing more is sent: waits for git's end.</summary>
    /// <exception cref="GitCommandException">Git has failed.</exception>
    public async Task EndAsync()
    {
        _input.Close();
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0) throw await FailureAsync();
    }

    /// <summary>Gives up what has not ended: git is let finish, because it leaves a crash report behind when it is not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited) await AbandonAsync().WaitAsync(AbandonBound, TimeProvider.System, cancellation);
        }
        catch (Exception exception) when (
            exception is TimeoutException or OperationCanceledException or IOException or GitCommandException or ObjectDisposedException)
        {
            // Disposed: it was told all, and did not come to its end.
            await GitProcess.EndAsync(process);
        }

        process.Dispose();
    }

    private async Task AbandonAsync()
    {
        Task drained = _output.CopyToAsync(Stream.Null, CancellationToken.None);
        await _input.WriteAsync(Encoding.UTF8.GetBytes(Farewell), CancellationToken.None);
        _input.Close();
        await drained;
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private async Task FlushAsync()
    {
        try
        {
            await _input.FlushAsync(CancellationToken.None).WaitAsync(cancellation);
        }
        catch (IOException)
        {
            throw await FailureAsync();
        }
    }

    private async Task FillAsync()
    {
        _start = 0;
        _end = await _output.ReadAsync(_buffer, CancellationToken.None).AsTask().WaitAsync(cancellation);
        if (_end == 0) throw await FailureAsync();
    }

    private async Task<GitCommandException> FailureAsync()
    {
        await process.WaitForExitAsync(cancellation);
        var result = new GitResult(process.ExitCode, string.Empty, (await _error.CompleteAsync(ErrorPatience)).Text);
        return new GitCommandException("fast-import", result.ExitCode, result.Complaint);
    }
}
