using System.Diagnostics;
using BuildTiming.Journal;
using Timing.Tests.Running;

namespace Timing.Tests.Journal;

/// <summary>What a killed host left running is found, waited for and not recorded before its end.</summary>
public sealed class SettlementTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Spool _spool;
    private readonly List<string> _said = [];

    public SettlementTests() => _spool = new Spool(_folder["build-timings"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_command_that_is_at_work_is_not_recorded_before_its_end()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _spool.Started(entry, command.Id);

        RecoveryReport early = Recover();
        Assert.Empty(early.Recovered);
        Assert.Equal(entry.RunId, Assert.Single(early.AtWork).RunId);

        Task<bool> waiting = WaitAsync(TimeSpan.FromHours(1));
        command.StandardInput.Close();
        Assert.True(await waiting.WaitAsync(Bound, TimeProvider.System));
        Assert.Contains($"(cat {command.Id})", Assert.Single(_said));
        Assert.Single(Recover().Recovered);
    }

    [LinuxFact]
    public void A_Terraform_is_found_when_all_that_is_known_is_the_run()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), Log(), Sample.Gone);
        File.CreateSymbolicLink(_folder["terraform_1.5"], "/bin/cat");
        using Process terraform = Start(_folder["terraform_1.5"], entry);

        Assert.Single(Recover().AtWork);
        terraform.StandardInput.Close();
        terraform.WaitForExit();
        Assert.Single(Recover().Recovered);
    }

    [LinuxFact]
    public async Task A_daemon_that_the_command_left_behind_keeps_nobody_waiting_for_long()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), Log(), Sample.Gone);
        using Process daemon = Start("cat", entry);

        Assert.True(await WaitAsync(TimeSpan.FromHours(1)).WaitAsync(Bound, TimeProvider.System));
        Assert.Single(Recover().Recovered);
        Assert.False(daemon.HasExited, "it runs on");
        daemon.Kill();
    }

    [Fact]
    public async Task Waiting_ends_with_the_bound_and_the_row_is_recorded_with_what_is_known()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _spool.Started(entry, command.Id);

        Assert.False(await WaitAsync(TimeSpan.Zero));
        Assert.StartsWith("No longer waiting for apply-persistent of ", _said[^1]);
        Assert.Single(new Recovery(_spool, _ => default, TimeProvider.System).Run(isFinal: true).Recovered);
        command.Kill();
    }

    [Fact]
    public void A_command_that_has_been_silent_for_a_day_is_recorded()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _spool.Started(entry, command.Id);
        Assert.Single(Recover().AtWork);

        File.SetLastWriteTimeUtc(_folder["a.log"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
        Assert.Single(Recover().Recovered);
        command.Kill();
    }

    [Fact]
    public void An_entry_of_an_older_host_has_no_command_and_is_read_all_the_same()
    {
        JournalEntry entry = _spool.Running(Sample.Start(), null);
        string file = Path.Combine(_spool.Folder, entry.RunId + ".json");
        string text = File.ReadAllText(file);
        Assert.Contains("    \"command\": null,\n", text);
        File.WriteAllText(file, text.Replace("    \"command\": null,\n", ""));

        Assert.Null(Assert.Single(_spool.Entries(warning => Assert.Fail(warning))).Command);
    }

    private string Log()
    {
        File.WriteAllText(_folder["a.log"], "");
        return _folder["a.log"];
    }

    private RecoveryReport Recover() => new Recovery(_spool, _ => default, TimeProvider.System).Run();

    private Task<bool> WaitAsync(TimeSpan bound) => new Settlement(_spool, TimeProvider.System).WaitAsync(bound, _said.Add, CancellationToken.None);

    /// <summary>A program that lives until its standard input ends.</summary>
    private static Process Start(string program, JournalEntry entry)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true };
        start.Environment[Orphans.Variable] = Orphans.Mark(entry.RunId);
        return Process.Start(start)!;
    }
}
