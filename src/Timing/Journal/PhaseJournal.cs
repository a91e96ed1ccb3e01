using BuildTiming.Files;
using BuildTiming.Journal.Format;
using BuildTiming.Journal.Unfinished;
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
/// <para>
/// What cannot be written here goes to the second folder, if there is one: a journal with locks and entries of its own. A run may then
/// stand in both, running here and finished there, until <see cref="Reunite"/>.
/// </para>
/// Nothing is created on disk before the first write.
/// </remarks>
/// <param name="folder">The journal's folder, an absolute path; it need not exist.</param>
/// <param name="second">Where entries go that cannot be written to <paramref name="folder"/>; null where there is no such place.</param>
internal sealed class PhaseJournal(string folder, PhaseJournal? second = null)
{
    private readonly EntryFolder _entries = new(folder);
    private PhaseJournal? _second = second;
    private UserFolder? _userFolder;

    /// <summary>The journal's folder, without a separator at its end.</summary>
    public string Folder => _entries.Path;

    /// <summary>Where entries are that could not be written here; null where there are none for sure.</summary>
    public PhaseJournal? Second => _second ?? (_userFolder is { MayExist: true } ? Spare : null);

    /// <summary>This journal, and the second one.</summary>
    public IEnumerable<PhaseJournal> Places => Second is null ? [this] : [this, Second];

    /// <summary>There are files of entries in the folder.</summary>
    internal bool HoldsEntries =>
        Directory.Exists(Folder)
        && Directory.EnumerateFiles(Folder, "*" + EntryFile.Extension, new EnumerationOptions { IgnoreInaccessible = true }).Any();

    /// <summary>The rights of what is created in the folder.</summary>
    internal FileRights Rights => _entries.Rights;

    /// <summary>The journal of a repository, and the user's own for the case that the git directory cannot be written.</summary>
    /// <param name="gitDirectory">What all worktrees of the repository share: an absolute path.</param>
    public static PhaseJournal Of(string gitDirectory) =>
        new(Path.Combine(gitDirectory, JournalLocation.Folder)) { _userFolder = JournalLocation.OfUser(gitDirectory) };

    /// <summary>Notes that this process has started a run; to be called before the run's command starts.</summary>
    /// <exception cref="InvalidOperationException">The run is in the journal already, or was deleted from it.</exception>
    public JournalEntry Running(PhaseStart start, string? logFile) => Running(start, logFile, ProcessIdentity.Current);

    /// <summary>Notes the process of a run's command, so that it can be found should this process be killed.</summary>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or finished since.</exception>
    public JournalEntry Started(JournalEntry entry, int process) => Noted(entry with { Command = ProcessIdentity.Of(process) });

    /// <summary>Notes what is known of a run's start by now: its flags tell where it comes from.</summary>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or finished since.</exception>
    public JournalEntry Traced(JournalEntry entry, PhaseStart start) => Noted(entry with { Start = start });

    /// <summary>
    /// Notes the steps of a run so far, those that are open as unfinished: should this process be killed, they tell which stage it was in.
    /// </summary>
    /// <remarks>As durable as every entry, so it takes a flush of the disk: for a new stage, and not for each resource.</remarks>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or finished since.</exception>
    public JournalEntry Progressed(JournalEntry entry, IReadOnlyList<Step> steps) =>
        Noted(entry with { Steps = EntrySteps.Bounded(entry.Start, steps) });

    /// <summary>Notes that a run has ended, its row, and its steps: as many as there is room for, and a summary of the others.</summary>
    /// <remarks>
    /// The file may be missing: someone who emptied the folder while the phase ran has not deleted the run. It may also be finished: the
    /// owner knows better than who recovered it.
    /// </remarks>
    /// <param name="entry">The running entry.</param>
    /// <param name="row">The row.</param>
    /// <param name="steps">All steps of the run; null for those that the entry has.</param>
    /// <exception cref="InvalidOperationException">The entry is not running, or was deleted or attempted since.</exception>
    public JournalEntry Finished(JournalEntry entry, TimingRow row, IReadOnlyList<Step>? steps = null)
    {
        if (entry.State != EntryState.Running) throw EntryFolder.Refusal(entry.RunId, "is finished already");
        if (Second is { } other && other._entries.Has(entry.RunId)) return other.Finished(entry, row, steps);
        JournalEntry finished = entry with
        {
            State = EntryState.Finished,
            Row = row,
            Steps = steps is null ? entry.Steps : EntrySteps.Bounded(entry.Start, steps),
        };
        try
        {
            if (_entries.Find(entry.RunId) is { State: EntryState.Attempted })
                throw EntryFolder.Refusal(entry.RunId, "is handed to a push");
            return _entries.Write(finished);
        }
        catch (Exception exception) when (Spare is not null && EntryFolder.IsOfDisk(exception))
        {
            Spare._entries.Write(finished);
            _entries.TryRemove(entry.RunId);
            return finished;
        }
    }

    /// <summary>Notes that a run's row is about to be pushed; to be called under <see cref="PublishLock"/>, before the push.</summary>
    /// <exception cref="InvalidOperationException">The run has no row yet, or is no longer in the journal.</exception>
    public JournalEntry Attempted(JournalEntry entry, Attempt attempt) =>
        _entries.Find(entry.RunId) is { State: not EntryState.Running, Row: not null } && entry.Row is not null
            ? _entries.Write(entry with { State = EntryState.Attempted, Attempt = attempt })
            : throw EntryFolder.Refusal(entry.RunId, "is not finished in the journal");

    /// <summary>Notes that a push is known to have failed, so that its row is no longer to be looked for at the destination.</summary>
    /// <exception cref="InvalidOperationException">The run is not attempted, or is no longer in the journal.</exception>
    public JournalEntry Refused(JournalEntry entry) =>
        entry.State == EntryState.Attempted && _entries.Find(entry.RunId) is { State: EntryState.Attempted }
            ? _entries.Write(entry with { State = EntryState.Finished, Attempt = null })
            : throw EntryFolder.Refusal(entry.RunId, "is not attempted in the journal");

    /// <summary>Forgets a run: its row is where it belongs, or it never started.</summary>
    public void Delete(JournalEntry entry)
    {
        if (Second is { } other && other._entries.Has(entry.RunId)) other.Delete(entry);
        _entries.Delete(entry.RunId);
    }

    /// <summary>
    /// All entries of this folder, sorted by run id; those that are none are moved to <c>unreadable/</c>, and the others go on.
    /// </summary>
    /// <param name="warn">Told of each file that is no entry, and where it is now.</param>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read the folder.</exception>
    public IReadOnlyList<JournalEntry> Entries(Action<string> warn) =>
        [.. _entries.Files().Select(file => _entries.ReadOrSetAside(file, warn)).OfType<JournalEntry>()];

    /// <summary>A run stands in this folder, in whatever state.</summary>
    internal bool Has(JournalEntry entry) => _entries.Has(entry.RunId);

    /// <summary>The running entries of this folder; none where it is another user's, which <see cref="Leftovers"/> names.</summary>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    internal IEnumerable<JournalEntry> RunningEntries(Action<string> warn)
    {
        try
        {
            return Entries(warn).Where(entry => entry.State == EntryState.Running);
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc cref="Reunion"/>
    /// <param name="entriesOfSecond">The entries of the second folder, listed under its publish lock.</param>
    /// <returns>Those that stand in the second folder alone.</returns>
    internal IEnumerable<JournalEntry> Reunite(IEnumerable<JournalEntry> entriesOfSecond) =>
        new Reunion(_entries, Second!._entries).Of(entriesOfSecond);

    internal JournalEntry Running(PhaseStart start, string? logFile, ProcessIdentity owner)
    {
        if (!RunId.IsValid(start.RunId)) throw new ArgumentException($"'{start.RunId}' is no run id.", nameof(start));
        if (logFile is not null && !Path.IsPathFullyQualified(logFile))
            throw new ArgumentException($"'{logFile}' is not an absolute path.", nameof(logFile));

        var entry = new JournalEntry { Start = start, Owner = owner, LogFile = logFile, State = EntryState.Running };
        if (Places.Any(place => place._entries.Has(entry.RunId))) throw EntryFolder.Refusal(entry.RunId, "is in the journal already");
        try
        {
            return _entries.Write(entry);
        }
        catch (Exception exception) when (Spare is not null && EntryFolder.IsOfDisk(exception))
        {
            return Spare._entries.Write(entry);
        }
    }

    /// <summary>Where entries go that cannot be written here; null where there is no such place.</summary>
    private PhaseJournal? Spare => _second ??= _userFolder is { } own ? new PhaseJournal(own.Path) : null;

    private JournalEntry Noted(JournalEntry entry)
    {
        EntryFolder folder = Second is { } other && other._entries.Has(entry.RunId) ? other._entries : _entries;
        if (folder.Find(entry.RunId) is { State: not EntryState.Running }) throw EntryFolder.Refusal(entry.RunId, "is finished already");
        return folder.Write(entry);
    }

    /// <summary>The entry as it stands in this folder now; null when there is none that can be read.</summary>
    internal JournalEntry? Find(string runId) => _entries.Find(runId);
}
