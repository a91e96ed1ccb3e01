using System.Diagnostics;
using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using Tests.Shared.Facts;

namespace Timing.Tests.Journal;

/// <summary>What a killed host left running is found, waited for and not recorded before its end.</summary>
public sealed class SettlementTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _folder = new();
    private readonly PhaseJournal _journal;
    private readonly List<string> _said = [];

    public SettlementTests() => _journal = new PhaseJournal(_folder["build-timings"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_command_that_is_at_work_is_not_recorded_before_its_end()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _journal.Started(entry, command.Id);

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
    public async Task A_Terraform_is_waited_for_after_the_command_has_ended_whatever_the_link_to_it_is_called()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        await NoteEndedAsync(entry);
        // Not copied by this process: what it has open for writing may be inherited by others just then, and could not be run.
        using (var copy = Process.Start("cp", ["/bin/cat", _folder["terraform_1.5"]]))
            await copy.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
        File.CreateSymbolicLink(_folder["tf"], _folder["terraform_1.5"]);
        using Process terraform = Start(_folder["tf"], entry);

        Assert.Single(Recover().AtWork);
        await EndAsync(terraform);
        Assert.Single(Recover().Recovered);
    }

    [LinuxFact]
    [Trait("Turn", "a")]
    public async Task A_daemon_that_the_command_left_behind_keeps_nobody_waiting_for_long()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process daemon = Start("cat", entry);
        await NoteEndedAsync(entry);

        Assert.True(await WaitAsync(TimeSpan.FromHours(1)).WaitAsync(Bound, TimeProvider.System));
        Assert.Single(Recover().Recovered);
        Assert.False(daemon.HasExited, "it runs on");
        daemon.Kill();
    }

    [LinuxFact]
    public async Task A_command_whose_host_was_killed_before_it_could_note_its_process_is_found()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        Assert.Single(Recover().AtWork);

        await EndAsync(command);
        Assert.Single(Recover().Recovered);
    }

    [LinuxFact]
    public async Task What_the_command_has_printed_last_gets_a_moment_to_reach_the_log()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process keeper = Start("cat", entry);
        await NoteEndedAsync(entry);

        Task<RecoveryReport> recovery = Task.Run(Recover);
        File.AppendAllText(_folder["a.log"], "the last word\n");
        await EndAsync(keeper);

        Assert.Single((await recovery).Recovered);
        Assert.StartsWith("the last word\n# ", File.ReadAllText(_folder["a.log"]));
    }

    [LinuxFact]
    public async Task Two_killed_hosts_are_both_waited_for_and_each_is_recorded_once()
    {
        JournalEntry[] entries = [.. Enumerable.Range(0, 2).Select(_ => _journal.Running(Sample.Start(), Log(), Sample.Gone))];
        Process[] commands = [.. entries.Select(entry => Start("cat", entry))];
        for (int i = 0; i < 2; i++) _journal.Started(entries[i], commands[i].Id);
        Assert.Equal(2, Recover().AtWork.Count);

        await EndAsync(commands[1]);
        RecoveryReport one = Recover();
        Assert.Equal((entries[1].RunId, entries[0].RunId), (Assert.Single(one.Recovered).RunId, Assert.Single(one.AtWork).RunId));
        await EndAsync(commands[0]);
        Assert.True(await WaitAsync(TimeSpan.FromHours(1)).WaitAsync(Bound, TimeProvider.System));
        Assert.Equal(entries[0].RunId, Assert.Single(Recover().Recovered).RunId);
        foreach (Process command in commands) command.Dispose();
    }

    [Fact]
    public async Task Waiting_ends_with_the_bound_and_the_row_is_recorded_with_what_is_known()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _journal.Started(entry, command.Id);

        Assert.False(await WaitAsync(TimeSpan.Zero));
        Assert.StartsWith("No longer waiting for apply-persistent of ", _said[^1]);
        Assert.Single(new Recovery(_journal, new CountedLogs(), TimeProvider.System).Run(isFinal: true).Recovered);
        command.Kill();
    }

    [Fact]
    public void A_command_that_has_been_silent_for_a_day_is_recorded()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), Log(), Sample.Gone);
        using Process command = Start("cat", entry);
        _journal.Started(entry, command.Id);
        Assert.Single(Recover().AtWork);

        File.SetLastWriteTimeUtc(_folder["a.log"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
        Assert.Single(Recover().Recovered);
        command.Kill();
    }

    [Fact]
    public void An_entry_of_an_older_host_has_no_command_and_is_read_all_the_same()
    {
        JournalEntry entry = _journal.Running(Sample.Start(), null);
        string file = Path.Combine(_journal.Folder, entry.RunId + ".json");
        string text = File.ReadAllText(file);
        Assert.Contains("    \"command\": null,\n", text);
        File.WriteAllText(file, text.Replace("    \"command\": null,\n", ""));

        Assert.Null(Assert.Single(_journal.Entries(warning => Assert.Fail(warning))).Command);
    }

    private string Log()
    {
        File.WriteAllText(_folder["a.log"], "");
        return _folder["a.log"];
    }

    private RecoveryReport Recover() => new Recovery(_journal, new CountedLogs(), TimeProvider.System).Run();

    private Task<bool> WaitAsync(TimeSpan bound) =>
        new Settlement(_journal, TimeProvider.System).WaitAsync(bound, _said.Add, CancellationToken.None);

    /// <summary>The command has come to its end, and the journal knows which it was.</summary>
    private async Task NoteEndedAsync(JournalEntry entry)
    {
        using Process command = Start("cat", entry);
        await EndAsync(command);
        _journal.Started(entry, command.Id);
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Bound, TimeProvider.System);
    }

    /// <summary>A program that lives until its standard input ends.</summary>
    private static Process Start(string program, JournalEntry entry)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true };
        start.Environment[Orphans.Variable] = Orphans.Mark(entry.RunId);
        return Process.Start(start)!;
    }
}
