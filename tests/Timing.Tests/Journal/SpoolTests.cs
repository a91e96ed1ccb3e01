using System.Runtime.Versioning;
using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Processes;
using Timing.Tests.Running;

namespace Timing.Tests.Journal;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Spool _spool;
    private readonly string _log;

    public SpoolTests()
    {
        _spool = new Spool(_folder["git", "build-timings"] + Path.DirectorySeparatorChar);
        Directory.CreateDirectory(_folder["git"]);
        _log = _folder["a.log"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_a_journal_that_is_not_there_creates_nothing()
    {
        Assert.Empty(Entries());
        Assert.False(Directory.Exists(_spool.Folder));
    }

    [Fact]
    public void Each_state_is_read_back_as_it_was_written()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        Assert.Equal(running, Assert.Single(Entries()));
        Assert.Equal(ProcessState.Alive, running.Owner.State());

        JournalEntry finished = _spool.Finished(running, running.Row());
        Assert.Equal(finished, Assert.Single(Entries()));

        JournalEntry attempted = _spool.Attempted(finished, Sample.Attempt);
        Assert.Equal(attempted, Assert.Single(Entries()));

        attempted = _spool.Attempted(attempted, Sample.Attempt with { Base = null });
        Assert.Equal(attempted, Assert.Single(Entries()));

        Assert.Equal(finished, _spool.Refused(attempted));
        Assert.Equal(finished, Assert.Single(Entries()));

        _spool.Delete(finished);
        Assert.Empty(Entries());
    }

    [Fact]
    public void Entries_come_in_the_order_of_their_starts()
    {
        foreach (int minute in new[] { 3, 1, 2 }) _spool.Running(Sample.Start(RunId.Create(Sample.Time.AddMinutes(minute))), _log);
        Assert.Equal(Entries().Select(entry => entry.RunId).Order(StringComparer.Ordinal), Entries().Select(entry => entry.RunId));
        Assert.Equal(3, Entries().Count);
    }

    [LinuxFact]
    [UnsupportedOSPlatform("windows")]
    public void Whoever_may_write_the_git_directory_may_write_the_journal()
    {
        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        JournalEntry earlier = _spool.Running(Sample.Start(), _log);
        File.SetUnixFileMode(_folder["git"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | group | UnixFileMode.GroupExecute);
        var spool = new Spool(_spool.Folder);

        JournalEntry later = spool.Running(Sample.Start(), _log);
        PublishLock.TryAcquire(spool)?.Dispose();

        Assert.All([FileOf(earlier), FileOf(later), Path.Combine(spool.Folder, "publish.lock")],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | group, File.GetUnixFileMode(file)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | group | UnixFileMode.GroupExecute | UnixFileMode.SetGroup,
            File.GetUnixFileMode(spool.Folder));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_a_journal()
    {
        File.SetUnixFileMode(_folder["git"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        JournalEntry entry = _spool.Running(Sample.Start(), _log);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(entry)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_spool.Folder));
    }

    [Fact]
    public void A_write_leaves_no_other_file()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), _log);
        _spool.Finished(entry, entry.Row());
        Assert.Equal([FileOf(entry)], Directory.GetFileSystemEntries(_spool.Folder));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_former_state_and_no_other_file()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), _log);
        File.Delete(FileOf(entry));
        Directory.CreateDirectory(FileOf(entry));

        Assert.ThrowsAny<Exception>(() => _spool.Finished(entry, entry.Row()));

        Assert.Equal([FileOf(entry)], Directory.GetFileSystemEntries(_spool.Folder));
    }

    [Fact]
    public void A_run_never_goes_back()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        JournalEntry finished = _spool.Finished(running, running.Row());
        JournalEntry attempted = _spool.Attempted(finished, Sample.Attempt);

        Assert.Throws<InvalidOperationException>(() => _spool.Running(running.Start, _log));
        Assert.Throws<InvalidOperationException>(() => _spool.Finished(running, running.Row()));
        Assert.Throws<InvalidOperationException>(() => _spool.Finished(attempted, running.Row()));
        Assert.Equal(attempted, Assert.Single(Entries()));
    }

    [Fact]
    public void A_run_without_a_row_is_not_attempted()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        Assert.Throws<InvalidOperationException>(() => _spool.Attempted(running, Sample.Attempt));
        Assert.Throws<InvalidOperationException>(() => _spool.Refused(running));
    }

    [Fact]
    public void A_deleted_run_stays_deleted()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        JournalEntry finished = _spool.Finished(running, running.Row());
        _spool.Delete(finished);
        _spool.Delete(finished);

        Assert.Throws<InvalidOperationException>(() => _spool.Running(running.Start, _log));
        Assert.Throws<InvalidOperationException>(() => _spool.Finished(running, running.Row()));
        Assert.Throws<InvalidOperationException>(() => _spool.Attempted(finished, Sample.Attempt));
        Assert.Empty(Entries());
    }

    [Fact]
    public void A_run_that_another_process_published_is_not_attempted_again()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        JournalEntry finished = _spool.Finished(running, running.Row());
        new Spool(_spool.Folder).Delete(finished);

        Assert.Throws<InvalidOperationException>(() => _spool.Attempted(finished, Sample.Attempt));
        Assert.Empty(Entries());
    }

    [Fact]
    public void A_folder_emptied_during_a_phase_costs_no_row()
    {
        JournalEntry running = _spool.Running(Sample.Start(), _log);
        Directory.Delete(_spool.Folder, recursive: true);

        Assert.Equal(_spool.Finished(running, running.Row()), Assert.Single(Entries()));
    }

    [Fact]
    public void Only_a_run_id_and_an_absolute_log_are_accepted()
    {
        Assert.Throws<ArgumentException>(() => _spool.Running(Sample.Start("../x"), _log));
        Assert.Throws<ArgumentException>(() => _spool.Running(Sample.Start(), "logs/a.log"));
        Assert.False(Directory.Exists(_spool.Folder));
    }

    [Fact]
    public async Task Readers_see_whole_entries_while_others_write_and_delete()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 20).Select(_ => _spool.Running(Sample.Start(), _log))];
        Task writing = Task.Run(() =>
        {
            foreach (JournalEntry entry in entries) _spool.Delete(_spool.Finished(entry, entry.Row()));
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

    private IReadOnlyList<JournalEntry> Entries() => _spool.Entries(warning => Assert.Fail(warning));

    private string FileOf(JournalEntry entry) => Path.Combine(_spool.Folder, entry.RunId + ".json");
}
