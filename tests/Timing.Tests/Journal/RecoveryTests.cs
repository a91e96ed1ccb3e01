using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;

namespace Timing.Tests.Journal;

public sealed class RecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly PhaseJournal _journal;
    private readonly string _log;

    public RecoveryTests()
    {
        _journal = new PhaseJournal(_folder["build-timings"]);
        _log = _folder["a.log"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_killed_midway_is_recovered_as_interrupted()
    {
        WriteLog("# started\nCreating...\n", Sample.Time.AddSeconds(61.9));
        JournalEntry entry = _journal.Running(Sample.Start(), _log, Sample.Gone);

        RecoveryReport report = Recover();

        TimingRow expected = entry.Row(61) with { ExitCode = 137, Flags = "REGION=eu-west-2 RECOVERED=true", Resources = new(7, 0, 0) };
        Assert.Equal(expected, Assert.Single(report.Recovered).Row);
        Assert.Equal(report.Recovered, _journal.Entries(warning => Assert.Fail(warning)));
        Assert.Empty(report.Warnings);
        Assert.Equal(
            "# started\nCreating...\n# apply-persistent dev persistent finished 2026-01-24T14:44:28Z exit_code=137 duration_seconds=61\n",
            File.ReadAllText(_log));
    }

    [Theory]
    [InlineData("half a line", "half a line\n#")]
    [InlineData("", "#")]
    public void The_last_line_of_the_log_stands_alone(string content, string expected)
    {
        WriteLog(content, Sample.Time);
        _journal.Running(Sample.Start(), _log, Sample.Gone);

        Recover();

        Assert.StartsWith(expected, File.ReadAllText(_log));
    }

    [Fact]
    public void A_run_does_not_end_before_its_start()
    {
        WriteLog("x\n", Sample.Time.AddHours(-1));
        _journal.Running(Sample.Start(), _log, Sample.Gone);
        Assert.Equal(Sample.Time, Assert.Single(Recover().Recovered).Row!.End);
    }

    [Fact]
    public void A_run_without_a_log_ends_at_its_start_and_no_log_appears()
    {
        _journal.Running(Sample.Start() with { Flags = "" }, _log, Sample.Gone);

        TimingRow row = Assert.Single(Recover().Recovered).Row!;

        Assert.Equal((0, ResourceCounts.None, "RECOVERED=true"), (row.DurationSeconds, row.Resources, row.Flags));
        Assert.False(File.Exists(_log));
    }

    [Fact]
    public void Runs_that_live_or_belong_elsewhere_are_left_alone()
    {
        JournalEntry living = _journal.Running(Sample.Start(), _log);
        JournalEntry foreign = _journal.Running(Sample.Start(), _log, Sample.Elsewhere);

        RecoveryReport report = Recover();

        Assert.Empty(report.Recovered);
        Leftover left = Assert.Single(Leftovers.Of(_journal));
        Assert.Equal((LeftoverKind.OtherHost, "another-host", Sample.Time), (left.Kind, left.Host, left.Since));
        Assert.Equivalent(new[] { living, foreign }, _journal.Entries(warning => Assert.Fail(warning)));
    }

    [Fact]
    public void The_runs_of_a_host_that_is_gone_are_recovered_when_somebody_says_so_and_those_of_others_are_not()
    {
        WriteLog("x\n", Sample.Time.AddSeconds(30));
        _journal.Running(Sample.Start(), _log);
        JournalEntry third = _journal.Running(Sample.Start(), _log, Sample.Elsewhere with { Host = "a-third-host 1234" });
        JournalEntry foreign = _journal.Running(Sample.Start(), _log, Sample.Elsewhere with { Host = "another-host 1234" });

        RecoveryReport report = Recovery().Adopt("another-host");

        JournalEntry adopted = Assert.Single(report.Recovered);
        Assert.Equal((foreign.RunId, 30, 137), (adopted.RunId, adopted.Row!.DurationSeconds, adopted.Row.ExitCode));
        Assert.Equal([third.RunId], Leftovers.Of(_journal).Select(left => Path.GetFileNameWithoutExtension(left.Path)));
    }

    [Fact]
    public void A_run_of_this_host_that_is_under_way_is_never_adopted()
    {
        JournalEntry living = _journal.Running(Sample.Start(), _log);
        Assert.Empty(Recovery().Adopt(living.Owner.HostName).Recovered);
        Assert.Equal(EntryState.Running, Assert.Single(_journal.Entries(Assert.Fail)).State);
    }

    [Fact]
    public void The_log_of_a_host_that_had_the_platform_under_another_path_is_found_below_this_one()
    {
        PhaseStart start = Sample.Start();
        Directory.CreateDirectory(_folder["logs", "build-timings"]);
        File.WriteAllText(_folder[start.LogPath], "x\n");
        File.SetLastWriteTimeUtc(_folder[start.LogPath], Sample.Time.AddSeconds(44).UtcDateTime);
        _journal.Running(start, "/workspace/in/a/container.log", Sample.Elsewhere);

        RecoveryReport report = Recovery().Adopt("another-host");

        Assert.Equal(44, Assert.Single(report.Recovered).Row!.DurationSeconds);
        Assert.EndsWith("exit_code=137 duration_seconds=44\n", File.ReadAllText(_folder[start.LogPath]));
    }

    [Fact]
    public void A_log_that_cannot_be_counted_costs_a_warning_and_no_row()
    {
        WriteLog("x\n", Sample.Time);
        _journal.Running(Sample.Start(), _log, Sample.Gone);

        RecoveryReport report = new Recovery(_journal, new CountedLogs(() => throw new FormatException("odd")), _clock).Run();

        Assert.Equal(ResourceCounts.None, Assert.Single(report.Recovered).Row!.Resources);
        Assert.Contains("odd", Assert.Single(report.Warnings));
    }

    [Fact]
    public void A_run_that_another_process_finished_and_published_meanwhile_is_not_recovered_again()
    {
        WriteLog("x\n", Sample.Time);
        string first = RunId.Create(Sample.Time);
        string second = RunId.Create(Sample.Time.AddSeconds(1));
        _journal.Running(Sample.Start(first), _log, Sample.Gone);
        JournalEntry published = _journal.Running(Sample.Start(second), _log, Sample.Gone);

        // While the first run is recovered, the second one, listed as running, leaves the journal.
        var logs = new CountedLogs(() => new PhaseJournal(_journal.Folder).Delete(published));
        RecoveryReport report = new Recovery(_journal, logs, _clock).Run();

        Assert.Equal(first, Assert.Single(report.Recovered).RunId);
        Assert.Equal(first, Assert.Single(_journal.Entries(warning => Assert.Fail(warning))).RunId);
    }

    [Fact]
    public void Two_recoveries_at_once_finish_a_run_once()
    {
        WriteLog("x\n", Sample.Time);
        _journal.Running(Sample.Start(), _log, Sample.Gone);
        RecoveryReport? other = null;

        RecoveryReport report = new Recovery(_journal, new CountedLogs(() => other = Recover()), _clock).Run();

        Assert.Single(report.Recovered);
        Assert.Empty(other!.Recovered);
        Assert.Empty(other.Warnings);
        Assert.Equal(2, File.ReadAllLines(_log).Length);
    }

    [Fact]
    public void A_recovered_run_is_not_recovered_again()
    {
        WriteLog("x\n", Sample.Time);
        _journal.Running(Sample.Start(), _log, Sample.Gone);
        Recover();
        Assert.Empty(Recover().Recovered);
    }

    [Fact]
    public void An_unreadable_entry_is_a_warning_and_the_others_are_recovered()
    {
        _journal.Running(Sample.Start(), _log, Sample.Gone);
        File.WriteAllText(Path.Combine(_journal.Folder, RunId.Create(Sample.Time) + ".json"), "{");

        RecoveryReport report = Recover();

        Assert.Single(report.Recovered);
        Assert.Single(report.Warnings);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_a_warning()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), _log, Sample.Gone);
        Directory.CreateDirectory(Path.Combine(_journal.Folder, "recovery.lock"));

        RecoveryReport report = Recover();

        Assert.Contains("recovery lock", Assert.Single(report.Warnings));
        Assert.Equal(entry, Assert.Single(_journal.Entries(warning => Assert.Fail(warning))));
    }

    [Fact]
    public void Only_old_leftovers_of_writes_are_deleted()
    {
        _journal.Running(Sample.Start(), _log);
        string old = Leftover("old.json.1.tmp", TimeSpan.FromHours(25));
        string young = Leftover("young.json.2.tmp", TimeSpan.FromHours(23));

        Assert.Empty(Recover().Warnings);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public void Without_a_journal_there_is_nothing_to_recover_and_nothing_is_created()
    {
        RecoveryReport report = Recover();
        Assert.Empty(report.Recovered);
        Assert.Empty(report.Warnings);
        Assert.False(Directory.Exists(_journal.Folder));
    }

    private RecoveryReport Recover() => Recovery().Run();

    private Recovery Recovery() => new(_journal, new CountedLogs { Counts = new(7, 0, 0) }, _clock) { PlatformRoot = _folder.Path };

    private void WriteLog(string content, DateTimeOffset lastWrite)
    {
        File.WriteAllText(_log, content);
        File.SetLastWriteTimeUtc(_log, lastWrite.UtcDateTime);
    }

    private string Leftover(string name, TimeSpan age)
    {
        string path = Path.Combine(_journal.Folder, name);
        File.WriteAllText(path, "{");
        File.SetLastWriteTimeUtc(path, (_clock.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
