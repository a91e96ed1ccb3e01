using BuildTiming.Files;

namespace BuildTiming.Journal;

/// <summary>The right to publish a journal's entries: one process at a time has it, until it is disposed or the process ends.</summary>
/// <remarks>The entries are to be listed after taking it: those listed before may have been published by then.</remarks>
internal sealed class PublishLock : IDisposable
{
    private const string FileName = "publish.lock";

    private readonly IDisposable _file;

    private PublishLock(IDisposable file) => _file = file;

    /// <summary>Takes the lock, or returns null at once while another publisher has it.</summary>
    /// <exception cref="IOException">The journal's folder cannot be written.</exception>
    public static PublishLock? TryAcquire(PhaseJournal journal) =>
        FileLock.TryAcquire(journal.Folder, FileName, journal.Rights) is { } file ? new PublishLock(file) : null;

    /// <summary>Takes the lock as soon as those who came before are done with it.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="clock">Measures the waits where the system cannot be asked to wake the next one.</param>
    /// <param name="cancellationToken">Ends the waiting, for example when the publish budget is spent.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    /// <exception cref="IOException">The journal's folder cannot be written.</exception>
    public static async Task<PublishLock> AcquireAsync(PhaseJournal journal, TimeProvider clock, CancellationToken cancellationToken) =>
        new(await FileLock.AcquireAsync(journal.Folder, FileName, journal.Rights, clock, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
