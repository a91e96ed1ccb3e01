using System.Diagnostics;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Tests.Shared.Time;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>
/// Whatever the remote does: nothing is thrown, the reason says what happened, and the next publication lands the row once.
/// </summary>
public sealed class OutageTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public OutageTests() => _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"));

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_remote_that_is_gone(PublishPolicy policy)
    {
        TestRepository clone = _sandbox.Clone();
        Directory.Move(_sandbox.Remote, _sandbox.Path("away"));

        JournalEntry entry = await KeptAsync(clone, policy, "does not appear to be a git repository");

        Directory.Move(_sandbox.Path("away"), _sandbox.Remote);
        await LandsOnceAsync(clone, entry);
    }

    [Theory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_remote_whose_hook_refuses(PublishPolicy policy)
    {
        TestRepository clone = _sandbox.Clone();
        _sandbox.Hook("pre-receive", "echo 'no rows on Fridays'; exit 1");

        JournalEntry entry = await KeptAsync(clone, policy, "[remote rejected] (pre-receive hook declined); no rows on Fridays");

        Assert.Equal(EntryState.Finished, clone.Journal.Single().State);
        File.Delete(Path.Combine(_sandbox.Remote, "hooks", "pre-receive"));
        await LandsOnceAsync(clone, entry);
    }

    [Fact]
    public async Task A_remote_that_refuses_by_its_settings()
    {
        TestRepository clone = _sandbox.Clone();
        _sandbox.Git(_sandbox.Remote, "config", "receive.hideRefs", "refs/heads/" + GitSandbox.Branch);

        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Contains("[remote rejected] (deny updating a hidden ref)", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Waiting).Row);
        Assert.Single(HandoffLines(), TestRepository.LineOf(entry));
    }

    [Fact]
    public async Task Another_writer_that_is_first_costs_a_repetition_and_no_row()
    {
        TestRepository clone = _sandbox.Clone();
        JournalEntry entry = clone.Finish();
        string rival = _sandbox.Seed(GitSandbox.Branch, ("other.txt", "rival\n"));
        _sandbox.Git(_sandbox.Remote, "update-ref", "refs/heads/" + GitSandbox.Branch, rival + "^");
        _sandbox.Hook("update", $"test -e ../done || {{ : > ../done; git update-ref refs/heads/{GitSandbox.Branch} {rival}; }}");

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal("", publication.Reason);
        Assert.True(File.Exists(_sandbox.Path("done")));
        Assert.Equal(rival, _sandbox.Git(_sandbox.Remote, "rev-parse", GitSandbox.Branch + "^").Trim());
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], _sandbox.Lines);
    }

    [Theory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_connection_that_breaks_off_after_the_push_was_taken_is_looked_up(PublishPolicy policy)
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("config", "remote.origin.receivepack", _sandbox.Script("breaks", "git-receive-pack \"$@\"; exit 1"));
        _sandbox.Hook("post-receive", "kill -KILL $PPID");

        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(policy);

        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Single(policy == PublishPolicy.Direct ? _sandbox.Lines : HandoffLines(), TestRepository.LineOf(entry));
        Assert.True(policy == PublishPolicy.Direct || _sandbox.Refs("refs/heads/timing-handoff/").Length == 1);
    }

    [Theory]
    [InlineData("uploadpack", PublishPolicy.Direct)]
    [InlineData("receivepack", PublishPolicy.Direct)]
    [InlineData("receivepack", PublishPolicy.Handoff)]
    public async Task A_remote_that_never_answers_is_left_when_the_budget_is_spent(string program, PublishPolicy policy)
    {
        TestRepository clone = _sandbox.Clone();
        using Process mkfifo = Process.Start("mkfifo", _sandbox.Path("fifo"));
        await mkfifo.WaitForExitAsync();
        // One child heeds SIGTERM, the other one does not.
        clone.Git("config", "remote.origin." + program,
            _sandbox.Script("hangs",
                $"(trap '' TERM; read -r _ < {_sandbox.Path("fifo")}) & echo $! >> {_sandbox.Path("pids")}; echo $$ >> "
                + $"{_sandbox.Path("pids")}; wait"));
        JournalEntry entry = clone.Finish();
        var clock = new BudgetClock();

        Task<Publication> publishing = clone.PublishAsync(policy, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => File.Exists(_sandbox.Path("pids")) && File.ReadAllLines(_sandbox.Path("pids")).Length == 2);
        clock.Spend();
        Publication publication = await publishing;

        Assert.StartsWith("it was not done within 300 s", publication.Reason, StringComparison.Ordinal);
        Assert.Empty(clone.Leftovers());
        Assert.All(await File.ReadAllLinesAsync(_sandbox.Path("pids")), pid => Assert.False(IsAlive(pid), pid));
        clone.Git("config", "--unset", "remote.origin." + program);
        await LandsOnceAsync(clone, entry);
    }

    [Fact]
    public async Task A_process_that_git_leaves_behind_does_not_hold_up_the_answer()
    {
        TestRepository clone = _sandbox.Clone();
        using Process mkfifo = Process.Start("mkfifo", _sandbox.Path("fifo"));
        await mkfifo.WaitForExitAsync();
        string script = $"(read -r _ < {_sandbox.Path("fifo")}) > /dev/null & exec git-receive-pack \"$@\"";
        clone.Git("config", "remote.origin.receivepack", _sandbox.Script("leaves", script));
        JournalEntry entry = clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        // It has waited for its line all the while.
        await File.WriteAllTextAsync(_sandbox.Path("fifo"), "\n");
        Assert.Equal("", publication.Reason);
        Assert.Contains(TestRepository.LineOf(entry), _sandbox.Lines);
    }

    [Fact]
    public async Task Missing_credentials_are_no_prompt()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("config", "remote.origin.url", "ssh://git@example.org/r.git");
        clone.Git("config", "core.sshCommand",
            _sandbox.Script("ssh", "echo 'git@example.org: Permission denied (publickey).' >&2; exit 255"));
        clone.Git("config", "ssh.variant", "simple");

        JournalEntry entry = await KeptAsync(clone, PublishPolicy.Direct, "git@example.org: Permission denied (publickey).");

        clone.Git("config", "remote.origin.url", _sandbox.Remote);
        await LandsOnceAsync(clone, entry);
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_waited_for_within_the_budget()
    {
        TestRepository clone = _sandbox.Clone();
        string held = Path.Combine(_sandbox.Remote, "refs", "heads", GitSandbox.Branch + ".lock");
        await File.WriteAllTextAsync(held, "");
        JournalEntry entry = clone.Finish();
        var clock = new BudgetClock();

        Task<Publication> publishing = clone.PublishAsync(PublishPolicy.Direct, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => clone.Journal.Count == 0 || publishing.IsCompleted);
        clock.Spend();
        Publication publication = await publishing;

        Assert.StartsWith("it was not done within 300 s", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Single(HandoffLines(), TestRepository.LineOf(entry));
    }

    private static bool IsAlive(string pid)
    {
        try
        {
            // A zombie whose new parent has not yet asked for it has ended.
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<JournalEntry> KeptAsync(TestRepository clone, PublishPolicy policy, string reason)
    {
        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(policy);
        Assert.Contains(reason, publication.Reason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Kept).Row);
        Assert.Single(clone.Journal);
        return entry;
    }

    private async Task LandsOnceAsync(TestRepository clone, JournalEntry entry)
    {
        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);
        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Single(_sandbox.Lines.Concat(HandoffLines()), TestRepository.LineOf(entry));
    }

    private string[] HandoffLines() =>
        [.. _sandbox.Refs("refs/heads/timing-handoff/")
            .SelectMany(reference => _sandbox.Show($"{reference}:{GitSandbox.Csv}").Split('\n'))];
}
