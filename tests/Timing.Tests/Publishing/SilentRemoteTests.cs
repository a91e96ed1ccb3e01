using System.Diagnostics;
using BuildTiming.Journal;
using BuildTiming.Publishing;
using Tests.Shared.Facts;
using Tests.Shared.Time;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>A remote that does not answer, or not to the end, is waited for within the budget, and no longer.</summary>
public sealed class SilentRemoteTests : IDisposable
{
    private readonly OutageScene _scene = new();

    private GitSandbox Sandbox => _scene.Sandbox;

    public void Dispose() => _scene.Dispose();

    [SampledTheory]
    [InlineData("uploadpack", PublishPolicy.Direct)]
    [InlineData("receivepack", PublishPolicy.Direct)]
    [InlineData("receivepack", PublishPolicy.Handoff)]
    public async Task A_remote_that_never_answers_is_left_when_the_budget_is_spent(string program, PublishPolicy policy)
    {
        TestRepository clone = Sandbox.Clone();
        using var mkfifo = Process.Start("mkfifo", Sandbox.Path("fifo"));
        await mkfifo.WaitForExitAsync();
        // One child obeys SIGTERM, the other one does not.
        clone.Git("config", "remote.origin." + program,
            Sandbox.Script("hangs",
                $"(trap '' TERM; read -r _ < {Sandbox.Path("fifo")}) & echo $! >> {Sandbox.Path("pids")}; echo $$ >> "
                + $"{Sandbox.Path("pids")}; wait"));
        JournalEntry entry = clone.Finish();
        var clock = new BudgetClock();

        Task<Publication> publishing = clone.PublishAsync(policy, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => File.Exists(Sandbox.Path("pids")) && File.ReadAllLines(Sandbox.Path("pids")).Length == 2);
        clock.Spend();
        Publication publication = await publishing;

        Assert.StartsWith("it was not done within 300 s", publication.Reason, StringComparison.Ordinal);
        Assert.Empty(clone.Leftovers());
        Assert.All(await File.ReadAllLinesAsync(Sandbox.Path("pids")), pid => Assert.False(IsAlive(pid), pid));
        clone.Git("config", "--unset", "remote.origin." + program);
        await _scene.LandsOnceAsync(clone, entry);
    }

    [Fact]
    public async Task A_process_that_git_leaves_behind_does_not_hold_up_the_answer()
    {
        TestRepository clone = Sandbox.Clone();
        using var mkfifo = Process.Start("mkfifo", Sandbox.Path("fifo"));
        await mkfifo.WaitForExitAsync();
        string script = $"(read -r _ < {Sandbox.Path("fifo")}) > /dev/null & exec git-receive-pack \"$@\"";
        clone.Git("config", "remote.origin.receivepack", Sandbox.Script("leaves", script));
        JournalEntry entry = clone.Finish();

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        // It has waited for its line all the while.
        await File.WriteAllTextAsync(Sandbox.Path("fifo"), "\n");
        Assert.Equal("", publication.Reason);
        Assert.Contains(TestRepository.LineOf(entry), Sandbox.Lines);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_lock_that_another_process_holds_is_waited_for_within_the_budget()
    {
        TestRepository clone = Sandbox.Clone();
        string held = Path.Combine(Sandbox.Remote, "refs", "heads", GitSandbox.Branch + ".lock");
        await File.WriteAllTextAsync(held, "");
        JournalEntry entry = clone.Finish();
        var clock = new BudgetClock();

        Task<Publication> publishing = clone.PublishAsync(PublishPolicy.Direct, clock.Budget, clock: clock);
        await Condition.IsMetAsync(() => clone.Journal.Count == 0 || publishing.IsCompleted);
        clock.Spend();
        Publication publication = await publishing;

        Assert.StartsWith("it was not done within 300 s", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Single(_scene.HandoffLines(), TestRepository.LineOf(entry));
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
}
