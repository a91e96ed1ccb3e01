using BuildTiming.Files;

namespace BuildTiming.Journal;

/// <summary>
/// When the registry branch was last fetched for what is told of earlier runs: the time of an empty file in the journal's folder.
/// </summary>
internal sealed class FetchStamp(PhaseJournal journal)
{
    private string File => Path.Combine(journal.Folder, "fetched");

    /// <summary>The last fetch; long ago where there was none.</summary>
    public DateTimeOffset Latest => System.IO.File.GetLastWriteTimeUtc(File);

    /// <summary>Notes a fetch.</summary>
    /// <exception cref="IOException">The journal's folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public void Write(DateTimeOffset now)
    {
        DurableFile.OpenOrCreate(File, journal.Rights).Dispose();
        System.IO.File.SetLastWriteTimeUtc(File, now.UtcDateTime);
    }
}
