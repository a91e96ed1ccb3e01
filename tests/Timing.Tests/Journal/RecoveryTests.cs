using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;

namespace Timing.Tests.Journal;

public sealed class RecoveryTests : IDisposable
{
    private readonly RecoveryScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_run_killed_midway_is_recovered_as_interrupted()
    {
        _scene.WriteLog("# started\nCreating...\n", Sample.Time.AddSeconds(61.9));
        JournalEntry entry = _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);

        RecoveryReport report = _scene.Recover();

        TimingRow expected = entry.Row(61) with { ExitCode = 137, Flags = "REGION=eu-west-2 RECOVERED=true", Resources = new(7, 0, 0) };
        Assert.Equal(expected, Assert.Single(report.Recovered).Row);
        Assert.Equal(report.Recovered, _scene.Journal.Entries(warning => Assert.Fail(warning)));
        Assert.Empty(report.Warnings);
        Assert.Equal(
            "# started\nCreating...\n# apply-persistent dev persistent finished 2026-01-24T14:44:28Z exit_code=137 duration_seconds=61\n",
            File.ReadAllText(_scene.Log));
    }

    [Theory]
    [InlineData("COMMIT=0123456789ab+", "RECOVERED=true COMMIT=0123456789ab+")]
    [InlineData("REGION=x COMMIT=0123456789ab CI_RUN=https://a/7", "REGION=x RECOVERED=true COMMIT=0123456789ab CI_RUN=https://a/7")]
    [InlineData("REGION=x CI_RUN=https://a/7", "REGION=x RECOVERED=true CI_RUN=https://a/7")]
    [InlineData("MY_COMMIT=x", "MY_COMMIT=x RECOVERED=true")]
    public void Where_a_killed_run_came_from_stands_behind_that_it_was_recovered(string known, string flags)
    {
        _scene.Journal.Running(Sample.Start() with { Flags = known }, _scene.Log, Sample.Gone);
        Assert.Equal(flags, Assert.Single(_scene.Recover().Recovered).Row!.Flags);
    }

    [Theory]
    [InlineData("half a line", "half a line\n#")]
    [InlineData("", "#")]
    public void The_last_line_of_the_log_stands_alone(string content, string expected)
    {
        _scene.WriteLog(content, Sample.Time);
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);

        _scene.Recover();

        Assert.StartsWith(expected, File.ReadAllText(_scene.Log));
    }

    [Fact]
    public void A_run_does_not_end_before_its_start()
    {
        _scene.WriteLog("x\n", Sample.Time.AddHours(-1));
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        Assert.Equal(Sample.Time, Assert.Single(_scene.Recover().Recovered).Row!.End);
    }

    [Fact]
    public void A_run_without_a_log_ends_at_its_start_and_no_log_appears()
    {
        _scene.Journal.Running(Sample.Start() with { Flags = "" }, _scene.Log, Sample.Gone);

        TimingRow row = Assert.Single(_scene.Recover().Recovered).Row!;

        Assert.Equal((0, ResourceCounts.None, "RECOVERED=true"), (row.DurationSeconds, row.Resources, row.Flags));
        Assert.False(File.Exists(_scene.Log));
    }

    [Fact]
    public void A_log_that_cannot_be_counted_costs_a_warning_and_no_row()
    {
        _scene.WriteLog("x\n", Sample.Time);
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);

        RecoveryReport report = new Recovery(_scene.Journal, new CountedLogs(() => throw new FormatException("odd")), _scene.Clock).Run();

        Assert.Equal(ResourceCounts.None, Assert.Single(report.Recovered).Row!.Resources);
        Assert.Contains("odd", Assert.Single(report.Warnings));
    }

    [Fact]
    public void A_run_that_another_process_finished_and_published_meanwhile_is_not_recovered_again()
    {
        _scene.WriteLog("x\n", Sample.Time);
        string first = RunId.Create(Sample.Time);
        string second = RunId.Create(Sample.Time.AddSeconds(1));
        _scene.Journal.Running(Sample.Start(first), _scene.Log, Sample.Gone);
        JournalEntry published = _scene.Journal.Running(Sample.Start(second), _scene.Log, Sample.Gone);

        // While the first run is recovered, the second one, listed as running, leaves the journal.
        var logs = new CountedLogs(() => new PhaseJournal(_scene.Journal.Folder).Delete(published));
        RecoveryReport report = new Recovery(_scene.Journal, logs, _scene.Clock).Run();

        Assert.Equal(first, Assert.Single(report.Recovered).RunId);
        Assert.Equal(first, Assert.Single(_scene.Journal.Entries(warning => Assert.Fail(warning))).RunId);
    }

    [Fact]
    public void Two_recoveries_at_once_finish_a_run_once()
    {
        _scene.WriteLog("x\n", Sample.Time);
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        RecoveryReport? other = null;

        RecoveryReport report = new Recovery(_scene.Journal, new CountedLogs(() => other = _scene.Recover()), _scene.Clock).Run();

        Assert.Single(report.Recovered);
        Assert.Empty(other!.Recovered);
        Assert.Empty(other.Warnings);
        Assert.Equal(2, File.ReadAllLines(_scene.Log).Length);
    }

    [Fact]
    public void A_recovered_run_is_not_recovered_again()
    {
        _scene.WriteLog("x\n", Sample.Time);
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        _scene.Recover();
        Assert.Empty(_scene.Recover().Recovered);
    }

    [Fact]
    public void An_unreadable_entry_is_a_warning_and_the_others_are_recovered()
    {
        _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        File.WriteAllText(Path.Combine(_scene.Journal.Folder, RunId.Create(Sample.Time) + ".json"), "{");

        RecoveryReport report = _scene.Recover();

        Assert.Single(report.Recovered);
        Assert.Single(report.Warnings);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_a_warning()
    {
        JournalEntry entry = _scene.Journal.Running(Sample.Start(), _scene.Log, Sample.Gone);
        Directory.CreateDirectory(Path.Combine(_scene.Journal.Folder, "recovery.lock"));

        RecoveryReport report = _scene.Recover();

        Assert.Contains("recovery lock", Assert.Single(report.Warnings));
        Assert.Equal(entry, Assert.Single(_scene.Journal.Entries(warning => Assert.Fail(warning))));
    }

    [Fact]
    public void Only_old_leftovers_of_writes_are_deleted()
    {
        _scene.Journal.Running(Sample.Start(), _scene.Log);
        string old = Leftover("old.json.1.tmp", TimeSpan.FromHours(25));
        string young = Leftover("young.json.2.tmp", TimeSpan.FromHours(23));

        Assert.Empty(_scene.Recover().Warnings);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public void Without_a_journal_there_is_nothing_to_recover_and_nothing_is_created()
    {
        RecoveryReport report = _scene.Recover();
        Assert.Empty(report.Recovered);
        Assert.Empty(report.Warnings);
        Assert.False(Directory.Exists(_scene.Journal.Folder));
    }

    private string Leftover(string name, TimeSpan age)
    {
        string path = Path.Combine(_scene.Journal.Folder, name);
        File.WriteAllText(path, "{");
        File.SetLastWriteTimeUtc(path, (_scene.Clock.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
