using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Processes;

namespace Timing.Tests.Journal;

/// <summary>A journal that cannot be written, and the user's own that takes its place.</summary>
public sealed class SecondFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;
    private readonly PhaseJournal _own;

    public SecondFolderTests()
    {
        _own = new PhaseJournal(_folder["state", "build-timing", "journals", "key"]);
        _journal = new PhaseJournal(_folder["git", "build-timings"], _own);
        Directory.CreateDirectory(_folder["git"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_cannot_be_written_to_the_git_directory_goes_to_the_users_own_folder()
    {
        Obstruct();

        JournalEntry running = _journal.Running(Sample.Start(), logFile: null);
        Assert.Equal(running, Assert.Single(_own.Entries(Assert.Fail)));
        JournalEntry finished = _journal.Finished(running, running.Row());
        Assert.Equal(finished, Assert.Single(_own.Entries(Assert.Fail)));

        Free();
        Assert.Empty(_journal.Entries(Assert.Fail));
    }

    [Fact]
    public void A_run_that_began_in_the_users_own_folder_ends_there_also_when_the_git_directory_can_be_written_again()
    {
        Obstruct();
        JournalEntry running = _journal.Running(Sample.Start(), logFile: null);
        Free();

        JournalEntry finished = _journal.Finished(running, running.Row());

        Assert.Equal(finished, Assert.Single(_own.Entries(Assert.Fail)));
        Assert.Empty(_journal.Entries(Assert.Fail));
        _journal.Delete(finished);
        Assert.Empty(_own.Entries(Assert.Fail));
    }

    [Fact]
    public void An_end_that_cannot_be_written_is_kept_apart_is_not_recovered_over_and_comes_together_again()
    {
        JournalEntry running = _journal.Running(Sample.Start(), logFile: null, Sample.Gone);
        Obstruct();
        JournalEntry finished = _journal.Finished(running, running.Row(seconds: 77));
        Free();

        Assert.Equal(running, Assert.Single(_journal.Entries(Assert.Fail)));
        RecoveryReport report = new Recovery(_journal, new CountedLogs(), new FakeClock()).Run();
        Assert.Empty(report.Recovered);
        Assert.Empty(_journal.Reunite(_own.Entries(Assert.Fail)));

        Assert.Equal(finished, Assert.Single(_journal.Entries(Assert.Fail)));
        Assert.Empty(_own.Entries(Assert.Fail));
    }

    [Fact]
    public void A_run_that_was_handed_to_a_push_meanwhile_stays_as_it_was_pushed()
    {
        JournalEntry running = _journal.Running(Sample.Start(), logFile: null);
        Obstruct();
        _journal.Finished(running, running.Row(seconds: 77));
        Free();
        var other = new PhaseJournal(_journal.Folder);
        JournalEntry attempted = other.Attempted(other.Finished(running, running.Row(seconds: 5)), Sample.Attempt);

        Assert.Empty(_journal.Reunite(_own.Entries(Assert.Fail)));

        Assert.Equal(attempted, Assert.Single(_journal.Entries(Assert.Fail)));
        Assert.Empty(_own.Entries(Assert.Fail));
    }

    [Fact]
    public void What_was_killed_in_the_users_own_folder_is_recovered_there()
    {
        Obstruct();
        _journal.Running(Sample.Start(), logFile: null, Sample.Gone);

        RecoveryReport report = new Recovery(_journal, new CountedLogs(), new FakeClock()).Run();

        Assert.Equal(137, Assert.Single(report.Recovered).Row?.ExitCode);
        Assert.Equal(EntryState.Finished, Assert.Single(_own.Entries(Assert.Fail)).State);
    }

    [Fact]
    public void Without_a_second_folder_the_failure_is_told()
    {
        var alone = new PhaseJournal(_journal.Folder);
        JournalEntry running = alone.Running(Sample.Start(), logFile: null);
        Obstruct();
        Assert.ThrowsAny<IOException>(() => alone.Running(Sample.Start(), logFile: null));
        Assert.ThrowsAny<IOException>(() => alone.Finished(running, running.Row()));
    }

    [Fact]
    public void A_run_is_in_the_journal_wherever_it_stands()
    {
        JournalEntry here = _journal.Running(Sample.Start(), logFile: null);
        Obstruct();
        JournalEntry there = _journal.Running(Sample.Start(), logFile: null);
        Free();

        Assert.Throws<InvalidOperationException>(() => _journal.Running(here.Start, logFile: null));
        Assert.Throws<InvalidOperationException>(() => _journal.Running(there.Start, logFile: null));
        Assert.Equal(ProcessIdentity.Current, _journal.Started(there, Environment.ProcessId).Command);
        Assert.Equal(ProcessIdentity.Current, Assert.Single(_own.Entries(Assert.Fail)).Command);
    }

    [Fact]
    public void What_is_refused_is_not_written_to_the_second_folder_instead()
    {
        JournalEntry running = _journal.Running(Sample.Start(), logFile: null);
        _journal.Attempted(_journal.Finished(running, running.Row()), Sample.Attempt);

        Assert.Throws<InvalidOperationException>(() => _journal.Finished(running, running.Row()));
        JournalEntry large = _journal.Running(Sample.Start(), logFile: null);
        Assert.Throws<ArgumentException>(() => _journal.Finished(large, large.Row() with { Flags = new string('x', 1 << 16) }));
        Assert.Throws<ArgumentException>(() => _journal.Running(Sample.Start() with { Flags = new string('x', 1 << 16) }, logFile: null));
        Assert.Empty(_own.Entries(Assert.Fail));
    }

    private void Obstruct()
    {
        if (Directory.Exists(_journal.Folder)) Directory.Move(_journal.Folder, _folder["moved"]);
        File.WriteAllText(_journal.Folder, "in the way");
    }

    private void Free()
    {
        File.Delete(_journal.Folder);
        if (Directory.Exists(_folder["moved"])) Directory.Move(_folder["moved"], _journal.Folder);
    }
}
