namespace BuildTiming.Running;

/// <summary>Moves what a command prints, as it comes, from its pipe to the targets, on a thread of its own.</summary>
internal sealed class OutputPump(Stream pipe, OutputFanOut targets)
{
    private const int BufferSize = 64 * 1024;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _moved;
    private bool _isWriting;

    /// <summary>Completes when every process that held the pipe has closed it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many bytes have come so far.</summary>
    public long Moved => Volatile.Read(ref _moved);

    /// <summary>A target is taking its time: a terminal that is paused, a reader that is slow.</summary>
    public bool IsWriting => Volatile.Read(ref _isWriting);

    /// <summary>Starts the thread. It blocks in the read, so a program that outlives the command cannot hold the host: it is a background thread.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "phase output" }.Start();

    private void Run()
    {
        byte[] buffer = new byte[BufferSize];
        using Stream input = pipe;
        try
        {
            int count;
            while ((count = input.Read(buffer)) > 0)
            {
                Volatile.Write(ref _isWriting, true);
                targets.Write(buffer.AsSpan(0, count));
                Volatile.Write(ref _isWriting, false);
                Volatile.Write(ref _moved, _moved + count);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A pipe that breaks has ended.
        }
        _ended.SetResult();
    }
}
