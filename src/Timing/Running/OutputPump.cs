using System.Runtime.InteropServices;
using BuildTiming.Processes;

namespace BuildTiming.Running;

/// <summary>Moves what a command prints, as it comes, from its pipe to the targets, on a thread of its own.</summary>
internal sealed class OutputPump(Stream pipe, OutputFanOut targets)
{
    private const int BufferSize = 64 * 1024;

    private readonly SafeHandle? _handle = ProcessPipes.HandleOf(pipe);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private long _read;
    private long _written;
    private long? _end;

    /// <summary>Completes when every process that held the pipe has closed it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many bytes have come through so far.</summary>
    public long Moved => Volatile.Read(ref _written);

    /// <summary>A target is taking its time: a terminal that is paused, a reader that is slow.</summary>
    public bool IsWriting
    {
        get
        {
            lock (_gate) return _written != _read;
        }
    }

    /// <summary>Starts the thread: one in the background, so that a program that outlives the command cannot hold the host.</summary>
    public void Start()
    {
        try
        {
            new Thread(Run) { IsBackground = true, Name = "phase output" }.Start();
        }
        catch (OutOfMemoryException)
        {
            // The system gives no more threads, and a pipe that nobody reads would block the command: one of the pool's will do, or this.
            RunElsewhere();
        }
    }

    private void RunElsewhere()
    {
        try
        {
            _ = Task.Run(Run);
        }
        catch (TaskSchedulerException)
        {
            Run();
        }
    }

    /// <summary>
    /// Ends the copying: completes when the targets have what is in the pipe now, however slow they are. What comes later is read and
    /// dropped, so that a program left in the background does not die of a broken pipe while this process lives.
    /// </summary>
    public Task CutAsync()
    {
        lock (_gate)
        {
            _end ??= _read + Available;
            CompleteCut();
        }

        return _cut.Task;
    }

    private int Available => OperatingSystem.IsWindows() || _handle is null ? 0 : NativePipes.Available(_handle);

    private void Run()
    {
        byte[] buffer = new byte[BufferSize];
        using Stream input = pipe;
        try
        {
            int count;
            while ((count = Read(input, buffer)) > 0)
            {
                if (!_cut.Task.IsCompleted) targets.Write(buffer.AsSpan(0, count));
                lock (_gate)
                {
                    _written += count;
                    CompleteCut();
                }
            }
        }
        catch (Exception)
        {
            // A pipe that breaks has ended. The boundary: what else goes wrong here would end the host, and with it the recording.
        }

        _ended.SetResult();
        _cut.TrySetResult();
    }

    // Bytes are either in the pipe or counted: whoever holds the gate sees all of them.
    private int Read(Stream input, byte[] buffer)
    {
        if (OperatingSystem.IsWindows() || _handle is null) return Counted(input.Read(buffer));
        NativePipes.WaitUntilReadable(_handle);
        lock (_gate) return Counted(input.Read(buffer));
    }

    private int Counted(int count)
    {
        lock (_gate) _read += count;
        return count;
    }

    // A writer that never pauses fills the pipe again and again, so what it held at the cut is the limit.
    private void CompleteCut()
    {
        if (_end is { } end && (_written >= end || (_written == _read && Available == 0))) _cut.TrySetResult();
    }
}
