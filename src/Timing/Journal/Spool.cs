using BuildTiming.Files;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace BuildTiming.Journal;

/// <summary>The journal's folder: one small file for each run whose row is not yet known to be where it belongs.</summary>
/// <remarks>
/// <para>
/// The invariant: at every moment the file of a run holds one whole state, the latest that was written or the one before it. Each write
/// goes to a file of its own that is flushed to disk and renamed into place, and the rename is flushed too. So a full disk or a kill
/// before the rename leaves the former state, and a leftover that <see cref="Recovery"/> removes a day later; after the rename, the new
/// one. After an exception either of them may stand. What each state means when nothing follows it: <see cref="EntryState.Running"/>
/// without its process is recovered, <see cref="EntryState.Finished"/> is published by the next run, <see cref="EntryState.Attempted"/>
/// is looked up at its destination first.
/// </para>
/// <para>
/// Processes and worktrees share the folder. While its owner lives, only the owner moves a running entry; once it is gone, only the
/// holder of the recovery lock does; a finished or attempted entry is moved and deleted only under <see cref="PublishLock"/>, by someone
/// who listed the entries after taking it.
/// </para>
/// Nothing is created on disk before the first write.
/// </remarks>
/// <param name="folder">The journal's folder, an absolute path; it need not exist.</param>
internal sealed class Spool(string folder)
{
    private readonly HashSet<string> _deleted = [];

    /// <summary>The journal's folder, without a separator at its end.</summary>
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(folder);

    /// <summary>Notes that this process has started a run; to be called before the run's command starts.</summary>
    /// <exception cref="InvalidOperationException">The run is in the journal already, or was deleted from it.</exception>
    public JournalEntry Running(PhaseStart start, string? logFile) => Running(start, logFile, ProcessIdentity.Current);

    /// <summary>Notes the process of a run's command, so that it can be found should this process be killed.</summary>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or finished since.</exception>
    public JournalEntry Started(JournalEntry entry, int process)
    {
        if (Find(entry.RunId) is { State: not EntryState.Running }) throw Refusal(entry, "is finished already");
        return Write(entry with { Command = ProcessIdentity.Of(process) });
    }

    /// <summary>Notes that a run has ended, and its row.</summary>
    /// <remarks>
    /// The file may be missing: someone who emptied the folder while the phase ran has not deleted the run. It may also be finished: the
    /// owner knows better than who recovered it.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or attempted since.</exception>
    public JournalEntry Finished(JournalEntry entry, TimingRow row)
    {
        if (entry.State != EntryState.Running) throw Refusal(entry, "is finished already");
        if (Find(entry.RunId) is { State: EntryState.Attempted }) throw Refusal(entry, "is handed to a push");
        return Write(entry with { State = EntryState.Finished, Row = row });
    }

    /// <summary>Notes that a run's row is about to be pushed; to be called under <see cref="PublishLock"/>, before the push.</summary>
    /// <exception cref="InvalidOperationException">The run has no row yet, or is no longer in the journal.</exception>
    public JournalEntry Attempted(JournalEntry entry, Attempt attempt) =>
        Find(entry.RunId) is { State: not EntryState.Running, Row: not null } && entry.Row is not null
            ? Write(entry with { State = EntryState.Attempted, Attempt = attempt })
            : throw Refusal(entry, "is not finished in the journal");

    /// <summary>Notes that a push is known to have failed, so that its row is no longer to be looked for at the destination.</summary>
    /// <exception cref="InvalidOperationException">The run is not attempted, or is no longer in the journal.</exception>
    public JournalEntry Refused(JournalEntry entry) =>
        entry.State == EntryState.Attempted && Find(entry.RunId) is { State: EntryState.Attempted }
            ? Write(entry with { State = EntryState.Finished, Attempt = null })
            : throw Refusal(entry, "is not attempted in the journal");

    /// <summary>Forgets a run: its row is where it belongs, or it never started.</summary>
    public void Delete(JournalEntry entry)
    {
        lock (_deleted) _deleted.Add(entry.RunId);
        DurableFile.Delete(FileOf(entry.RunId));
    }

    /// <summary>All entries, sorted by run id; those that cannot be read are moved to <c>unreadable/</c>, and the others go on.</summary>
    /// <param name="warn">Told of each file that could not be read, and where it is now.</param>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    public IReadOnlyList<JournalEntry> Entries(Action<string> warn)
    {
        if (!Directory.Exists(Folder)) return [];
        string[] files = Directory.GetFileSystemEntries(Folder, $"*{EntryFile.Extension}");
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Select(file => ReadOrSetAside(file, warn)).OfType<JournalEntry>()];
    }

    internal JournalEntry Running(PhaseStart start, string? logFile, ProcessIdentity owner)
    {
        if (!RunId.IsValid(start.RunId)) throw new ArgumentException($"'{start.RunId}' is no run id.", nameof(start));
        if (logFile is not null && !Path.IsPathFullyQualified(logFile)) throw new ArgumentException($"'{logFile}' is not an absolute path.", nameof(logFile));

        var entry = new JournalEntry { Start = start, Owner = owner, LogFile = logFile, State = EntryState.Running };
        return Path.Exists(FileOf(entry.RunId)) ? throw Refusal(entry, "is in the journal already") : Write(entry);
    }

    /// <summary>The entry as it stands on disk now; null when there is none that can be read.</summary>
    internal JournalEntry? Find(string runId)
    {
        try
        {
            return EntryFile.Read(FileOf(runId));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static InvalidOperationException Refusal(JournalEntry entry, string reason) => new($"The run {entry.RunId} {reason}.");

    private static JournalEntry? ReadOrSetAside(string file, Action<string> warn)
    {
        string name = Path.GetFileName(file);
        try
        {
            return EntryFile.Read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"The journal entry {name} cannot be read now and is left in place: {exception.Message}");
        }
        catch (FormatException unreadable)
        {
            try
            {
                warn($"The journal entry {name} cannot be read ({unreadable.Message}); it is kept as {EntryFile.SetAside(file)}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process may have moved it first; then there is no news.
                if (Path.Exists(file)) warn($"The journal entry {name} cannot be read ({unreadable.Message}) nor moved: {exception.Message}");
            }
        }

        return null;
    }

    private JournalEntry Write(JournalEntry entry)
    {
        lock (_deleted)
        {
            if (_deleted.Contains(entry.RunId)) throw Refusal(entry, "was deleted");
        }

        DurableFile.Write(FileOf(entry.RunId), JournalFormat.Encode(entry));
        return entry;
    }

    private string FileOf(string runId) => Path.Combine(Folder, runId + EntryFile.Extension);
}
