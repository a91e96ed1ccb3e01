using BuildTiming.Files;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace BuildTiming.Journal.Unfinished;

/// <summary>Finishes the runs whose process ended without saying so: killed, out of memory, out of power.</summary>
/// <remarks>
/// Two recoveries never finish one run twice. A running entry whose process is gone is moved by nobody but the holder of the recovery
/// lock, and is read again under it: an entry that the owner finished before it ended, or that an earlier recovery finished (and a
/// publisher perhaps deleted), is no longer running there. Who does not get the lock leaves the work to who has it.
/// </remarks>
/// <param name="journal">The journal.</param>
/// <param name="logs">The logs of the runs.</param>
/// <param name="clock">Says how old a leftover is.</param>
internal sealed class Recovery(PhaseJournal journal, IPhaseLogs logs, TimeProvider clock)
{
    private const string LockName = "recovery.lock";
    private const string Mark = "RECOVERED=true";

    /// <summary>128 + 9, as after SIGKILL: what ended the process left no trace to tell it by.</summary>
    private const int ExitCode = 137;

    /// <summary>No write takes as long: whoever began it is dead.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>A command that has printed nothing for as long is not waited for any longer: a row must not wait for ever.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromDays(1);

    /// <summary>What a killed host's command has printed last is on its way to the log for a moment after its end.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Of a folder that may not be listed, nothing is deleted.</summary>
    private static readonly EnumerationOptions WhatMayBeListed = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    private readonly List<string> _warnings = [];

    /// <summary>The platform root, where a run's log is looked for that is not where its host had it; null where there is none.</summary>
    public string? PlatformRoot { get; init; }

    /// <summary>Recovers what can be recovered; whatever fails is a warning and stays as it is for the next time.</summary>
    /// <remarks>
    /// A killed host's command may go on, and its row would be given an end that is none and counts that go on growing. So such a run is
    /// left for the next recovery, unless its log has been silent for a day.
    /// </remarks>
    /// <param name="isFinal">
    /// Whoever waited for such commands has waited long enough: they are recorded with what is known of them by now.
    /// </param>
    public RecoveryReport Run(bool isFinal = false) => Run(entry => entry.Owner.State() == ProcessState.Gone, isFinal);

    /// <summary>
    /// Recovers the runs of another host, of which somebody knows that they have ended: it is gone, or goes by another name now.
    /// </summary>
    /// <param name="host">The host's name, as the entries have it; runs of this host that are under way are never touched.</param>
    public RecoveryReport Adopt(string host) =>
        Run(entry => entry.Owner.State() == ProcessState.Unknown && entry.Owner.HostName == host, isFinal: true);

    private RecoveryReport Run(Func<JournalEntry, bool> isLeft, bool isFinal)
    {
        _warnings.Clear();
        List<JournalEntry> recovered = [], atWork = [];
        foreach (PhaseJournal place in journal.Places)
        {
            JournalEntry[] left = [];
            Try($"read the journal {place.Folder}", () =>
            {
                left = [.. place.RunningEntries(_warnings.Add).Where(isLeft)];
                if (!isFinal) atWork.AddRange(AtWork(left));
            });
            Try("delete leftovers", () => DeleteLeftovers(place));
            Recover(place, [.. left.Except(atWork)], recovered);
        }

        return new RecoveryReport(recovered, atWork, [.. _warnings]);
    }

    private void Recover(PhaseJournal place, JournalEntry[] ended, List<JournalEntry> recovered)
    {
        if (ended.Length == 0) return;
        Try("take the recovery lock", () =>
        {
            using IDisposable? held = FileLock.TryAcquire(place.Folder, LockName, place.Rights);
            if (held is null) return;
            foreach (JournalEntry entry in ended) Try($"recover {entry.RunId}", () => Recover(place, entry, recovered));
        });
    }

    private void Recover(PhaseJournal place, JournalEntry listed, List<JournalEntry> recovered)
    {
        if (place.Find(listed.RunId) is not { State: EntryState.Running } entry) return;
        // Its end was written to the other folder: publishing brings both together.
        if (place.Second?.Find(listed.RunId) is { State: not EntryState.Running }) return;

        // Before anything is appended to the log.
        string? log = LogOf(entry);
        DateTimeOffset? lastWrite = log is null ? null : logs.LastWrite(log);
        long seconds = lastWrite is { } end ? end.ToUnixTimeSeconds() - entry.Start.Start.ToUnixTimeSeconds() : 0;
        ResourceCounts resources = lastWrite is null ? ResourceCounts.None : Count(entry.RunId, log!);
        TimingRow row = entry.Start.Marked(Mark).Finish(Math.Max(0, seconds), ExitCode, resources);

        recovered.Add(place.Finished(entry, row, EntrySteps.EndedAt(entry.Steps, row.End)));
        if (lastWrite is not null) Try($"close the log of {entry.RunId}", () => logs.Close(log!, row));
    }

    /// <summary>A container, or another machine with the same disk, may have had the platform root under another path.</summary>
    private string? LogOf(JournalEntry entry)
    {
        if (entry.LogFile is null || File.Exists(entry.LogFile) || PlatformRoot is null || entry.Start.LogPath.Length == 0)
            return entry.LogFile;
        string here = Path.Combine(PlatformRoot, entry.Start.LogPath);
        return File.Exists(here) ? here : entry.LogFile;
    }

    /// <summary>Those whose command still runs after all have had a moment to end.</summary>
    private IReadOnlyList<JournalEntry> AtWork(JournalEntry[] gone)
    {
        if (gone.Length == 0) return [];
        long start = clock.GetTimestamp();
        var orphans = Orphans.Read();
        while (gone.Any(entry => orphans.Of(entry).Count > 0) && clock.GetElapsedTime(start) < Linger)
        {
            Task.Delay(Interval, clock).GetAwaiter().GetResult();
            orphans = Orphans.Read();
        }

        return [.. gone.Where(entry => orphans.HasWork(entry) && !HasFallenSilent(entry))];
    }

    private bool HasFallenSilent(JournalEntry entry)
    {
        DateTimeOffset lastWord = entry.LogFile is { } log ? logs.LastWrite(log) ?? entry.Start.Start : entry.Start.Start;
        return clock.GetUtcNow() - lastWord >= SilenceLimit;
    }

    private ResourceCounts Count(string runId, string log)
    {
        try
        {
            return logs.Count(log);
        }
        catch (Exception exception)
        {
            // Whatever is wrong with a log or its reader, the run gets its row.
            _warnings.Add($"Could not count the resources of {runId}: {exception.Message}");
            return ResourceCounts.None;
        }
    }

    private void DeleteLeftovers(PhaseJournal place)
    {
        DateTime oldest = clock.GetUtcNow().UtcDateTime - LeftoverAge;
        var folder = new DirectoryInfo(place.Folder);
        foreach (FileInfo file in folder.Exists ? folder.EnumerateFiles($"*{DurableFile.TemporaryExtension}", WhatMayBeListed) : [])
        {
            if (file.LastWriteTimeUtc < oldest) Try($"delete {file.Name}", file.Delete);
        }
    }

    private void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            _warnings.Add($"Could not {what}: {exception.Message}");
        }
    }
}
