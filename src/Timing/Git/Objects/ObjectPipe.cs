using System.Diagnostics;
using System.Text;
using BuildTiming.Processes;

namespace BuildTiming.Git.Objects;

/// <summary>One <c>git cat-file</c> that answers for one object after the other.</summary>
/// <remarks>Format: https://git-scm.com/docs/git-cat-file#_batch_output.</remarks>
internal sealed class ObjectPipe : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly BufferedStream _output;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly Task _ended;
    private readonly Lazy<Task> _isSilent;

    /// <summary>In which git ends by itself when nobody asks it any more.</summary>
    internal TimeSpan EndPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Starts git.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="option"><c>--batch</c> or <c>--batch-check</c>.</param>
    /// <param name="cancellation">Ends git, and with it whatever is being read.</param>
    public ObjectPipe(GitClient git, string option, CancellationToken cancellation)
    {
        _process = git.Start(["cat-file", option]) ?? throw new GitCommandException("cat-file", GitClient.NotFound, "git is not on PATH");
        _input = _process.TakeInput();
        _output = new BufferedStream(_process.TakeOutput(), 1 << 16);
        // Read, so that git does not wait for a reader; what it says decides nothing.
        _ = new CapturedText(_process.TakeError(), limit: 4096);
        _ended = _process.EndedAsync();
        _isSilent = new Lazy<Task>(FallSilentAsync);
        _cancellation = cancellation;
        _registration = cancellation.Register(() => GitProcess.End(_process));
    }

    /// <summary>The answer's first line, in words: id, kind and size, or another number of words where there is no such object.</summary>
    public Task<string[]> AskAsync(string name) => TalkAsync(() =>
    {
        _input.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        var line = new StringBuilder();
        int next;
        while ((next = _output.ReadByte()) is >= 0 and not '\n') line.Append((char)next);
        return next >= 0 ? line.ToString().Split(' ') : throw new EndOfStreamException("git ended before it had answered");
    });

    /// <summary>The object's bytes, which follow the first line of an answer of <c>--batch</c>.</summary>
    public Task<byte[]> ReadAsync(int size) => TalkAsync(() =>
    {
        byte[] content = new byte[size];
        _output.ReadExactly(content);
        _ = _output.ReadByte();
        return content;
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            _input.Close();
            await _ended.WaitAsync(EndPatience, TimeProvider.System, _cancellation);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or OperationCanceledException)
        {
            // It has answered all that it was asked: how it ends changes nothing.
            GitProcess.End(_process);
        }

        await _registration.DisposeAsync();
        await _output.DisposeAsync();
        _process.Dispose();
    }

    private async Task<T> TalkAsync<T>(Func<T> talk)
    {
        try
        {
            T? answer = default;
            Task talking = PipeThread.RunAsync(() => answer = talk());
            Task first = await Task.WhenAny(talking, _isSilent.Value).WaitAsync(_cancellation);
            if (first != talking) throw GitCommandException.CutShort("cat-file");
            await talking;
            return answer!;
        }
        catch (IOException exception)
        {
            // Git was ended because time is over, or ended by itself.
            _cancellation.ThrowIfCancellationRequested();
            throw new GitCommandException("cat-file", _process.HasExited ? _process.ExitCode : 0, exception.Message);
        }
    }

    /// <summary>Git has ended, and what it had written could have been read since; whoever holds its pipe answers for nothing.</summary>
    private async Task FallSilentAsync()
    {
        await _ended;
        await Task.Delay(EndPatience, TimeProvider.System, CancellationToken.None);
    }
}
