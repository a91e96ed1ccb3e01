using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Processes;

namespace Timing.Tests.Journal;

public sealed class PhaseJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;
    private readonly string _log;

    public PhaseJournalTests()
    {
        _journal = new PhaseJournal(_folder["git", "build-timings"] + Path.DirectorySeparatorChar);
        Directory.CreateDirectory(_folder["git"]);
        _log = _folder["a.log"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_a_journal_that_is_not_there_creates_nothing()
    {
        Assert.Empty(Entries());
        Assert.False(Directory.Exists(_journal.Folder));
    }

    [Fact]
    public void Each_state_is_read_back_as_it_was_written()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        Assert.Equal(running, Assert.Single(Entries()));
        Assert.Equal(ProcessState.Alive, running.Owner.State());

        running = _journal.Started(running, Environment.ProcessId);
        Assert.Equal(running, Assert.Single(Entries()));
        Assert.Equal(ProcessIdentity.Current, running.Command);

        JournalEntry finished = _journal.Finished(running, running.Row());
        Assert.Equal(finished, Assert.Single(Entries()));

        JournalEntry attempted = _journal.Attempted(finished, Sample.Attempt);
        Assert.Equal(attempted, Assert.Single(Entries()));

        attempted = _journal.Attempted(attempted, Sample.Attempt with { Base = null });
        Assert.Equal(attempted, Assert.Single(Entries()));

        Assert.Equal(finished, _journal.Refused(attempted));
        Assert.Equal(finished, Assert.Single(Entries()));

        _journal.Delete(finished);
        Assert.Empty(Entries());
    }

    [Fact]
    public void Entries_come_in_the_order_of_their_starts()
    {
        foreach (int minute in new[] { 3, 1, 2 }) _journal.Running(Sample.Start(RunId.Create(Sample.Time.AddMinutes(minute))), _log);
        Assert.Equal(Entries().Select(entry => entry.RunId).Order(StringComparer.Ordinal), Entries().Select(entry => entry.RunId));
        Assert.Equal(3, Entries().Count);
    }

    [Fact]
    public void A_write_leaves_no_other_file()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), _log);
        _journal.Finished(entry, entry.Row());
        Assert.Equal([FileOf(entry)], Directory.GetFileSystemEntries(_journal.Folder));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_former_state_and_no_other_file()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), _log);
        File.Delete(FileOf(entry));
        Directory.CreateDirectory(FileOf(entry));

        Assert.ThrowsAny<Exception>(() => _journal.Finished(entry, entry.Row()));

        Assert.Equal([FileOf(entry)], Directory.GetFileSystemEntries(_journal.Folder));
    }

    [Fact]
    public void A_run_never_goes_back()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        JournalEntry finished = _journal.Finished(running, running.Row());
        JournalEntry attempted = _journal.Attempted(finished, Sample.Attempt);

        AssertRefused(running, "is in the journal already", () => _journal.Running(running.Start, _log));
        AssertRefused(running, "is finished already", () => _journal.Started(running, Environment.ProcessId));
        AssertRefused(running, "is handed to a push", () => _journal.Finished(running, running.Row()));
        AssertRefused(running, "is finished already", () => _journal.Finished(attempted, running.Row()));
        AssertRefused(running, "is not attempted in the journal", () => _journal.Refused(finished));
        Assert.Equal(attempted, Assert.Single(Entries()));
    }

    [Fact]
    public void A_run_without_a_row_is_not_attempted()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        AssertRefused(running, "is not finished in the journal", () => _journal.Attempted(running, Sample.Attempt));
        AssertRefused(running, "is not attempted in the journal", () => _journal.Refused(running));

        JournalEntry finished = _journal.Finished(running, running.Row());
        AssertRefused(running, "is not finished in the journal", () => _journal.Attempted(running, Sample.Attempt));
        JournalEntry attempted = finished with { State = EntryState.Attempted, Attempt = Sample.Attempt };
        AssertRefused(running, "is not attempted in the journal", () => _journal.Refused(attempted));
    }

    [Fact]
    public void It_holds_entries_where_there_are_files_of_them()
    {
        Assert.False(_journal.HoldsEntries);
        Directory.CreateDirectory(_journal.Folder);
        File.WriteAllText(Path.Combine(_journal.Folder, "publish.lock"), "");
        Assert.False(_journal.HoldsEntries);
        _journal.Running(Sample.Start(), _log);
        Assert.True(_journal.HoldsEntries);
    }

    [Fact]
    public void A_deleted_run_stays_deleted()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        JournalEntry finished = _journal.Finished(running, running.Row());
        _journal.Delete(finished);
        _journal.Delete(finished);

        Assert.Throws<InvalidOperationException>(() => _journal.Running(running.Start, _log));
        Assert.Throws<InvalidOperationException>(() => _journal.Finished(running, running.Row()));
        Assert.Throws<InvalidOperationException>(() => _journal.Attempted(finished, Sample.Attempt));
        Assert.Empty(Entries());
    }

    [Fact]
    public void A_run_that_another_process_published_is_not_attempted_again()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        JournalEntry finished = _journal.Finished(running, running.Row());
        new PhaseJournal(_journal.Folder).Delete(finished);

        Assert.Throws<InvalidOperationException>(() => _journal.Attempted(finished, Sample.Attempt));
        Assert.Empty(Entries());
    }

    [Fact]
    public void A_folder_emptied_during_a_phase_costs_no_row()
    {
        JournalEntry running = _journal.Running(Sample.Start(), _log);
        Directory.Delete(_journal.Folder, recursive: true);

        Assert.Equal(_journal.Finished(running, running.Row()), Assert.Single(Entries()));
    }

    [Fact]
    public void Only_a_run_id_and_an_absolute_log_are_accepted()
    {
        Assert.StartsWith("'../x' is no run id.",
            Assert.Throws<ArgumentException>(() => _journal.Running(Sample.Start("../x"), _log)).Message);
        Assert.StartsWith("'logs/a.log' is not an absolute path.",
            Assert.Throws<ArgumentException>(() => _journal.Running(Sample.Start(), "logs/a.log")).Message);
        Assert.False(Directory.Exists(_journal.Folder));
    }

    [Fact]
    public async Task Readers_see_whole_entries_while_others_write_and_delete()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 20).Select(_ => _journal.Running(Sample.Start(), _log))];
        var writing = Task.Run(() =>
        {
            foreach (JournalEntry entry in entries) _journal.Delete(_journal.Finished(entry, entry.Row()));
        });

        int rounds = 0;
        while (!writing.IsCompleted || rounds == 0)
        {
            Assert.All(Entries(), entry => Assert.Equal(entry.State == EntryState.Finished, entry.Row is not null));
            rounds++;
        }

        await writing;
        Assert.Empty(Entries());
    }

    private static void AssertRefused(JournalEntry entry, string reason, Func<JournalEntry> transition) =>
        Assert.Equal($"The run {entry.RunId} {reason}.", Assert.Throws<InvalidOperationException>(transition).Message);

    private IReadOnlyList<JournalEntry> Entries() => _journal.Entries(warning => Assert.Fail(warning));

    private string FileOf(JournalEntry entry) => Path.Combine(_journal.Folder, entry.RunId + ".json");
}
