namespace BuildTiming.Journal;

/// <summary>The right to publish a journal's entries: one process at a time has it, until it is disposed or the process ends.</summary>
/// <remarks>The entries are to be listed after taking it: those listed before may have been published by then.</remarks>
public sealed class PublishLock : IDisposable
{
    private const string FileName = "publish.lock";
    private const int ShortestWaitInMilliseconds = 20;
    private const int LongestWaitInMilliseconds = 60;

    private readonly FileStream _file;

    private PublishLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or returns null at once while another publisher has it.</summary>
    /// <exception cref="IOException">The journal's folder cannot be written.</exception>
    public static PublishLock? TryAcquire(Spool spool) =>
        FileLock.TryAcquire(spool.Folder, FileName) is { } file ? new PublishLock(file) : null;

    /// <summary>Takes the lock as soon as it is free, asking every 20 to 60 ms: no operating system tells by itself.</summary>
    /// <param name="spool">The journal.</param>
    /// <param name="clock">Measures the waits in between.</param>
    /// <param name="cancellationToken">Ends the waiting, for example when the publish budget is spent.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    /// <exception cref="IOException">The journal's folder cannot be written.</exception>
    public static async Task<PublishLock> AcquireAsync(Spool spool, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(spool) is { } acquired) return acquired;

            // The jitter keeps waiting publishers from asking in step.
            int wait = Random.Shared.Next(ShortestWaitInMilliseconds, LongestWaitInMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(wait), clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
