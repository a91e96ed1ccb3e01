using BuildTiming.Journal;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Publishing;

/// <summary>
/// Whatever the remote does: nothing is thrown, the reason says what happened, and the next publication lands the row once.
/// </summary>
public sealed class OutageTests : IDisposable
{
    private readonly OutageScene _scene = new();

    private GitSandbox Sandbox => _scene.Sandbox;

    public void Dispose() => _scene.Dispose();

    [SampledTheory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_remote_that_is_gone(PublishPolicy policy)
    {
        TestRepository clone = Sandbox.Clone();
        Directory.Move(Sandbox.Remote, Sandbox.Path("away"));

        JournalEntry entry = await OutageScene.KeptAsync(clone, policy, "does not appear to be a git repository");

        Directory.Move(Sandbox.Path("away"), Sandbox.Remote);
        await _scene.LandsOnceAsync(clone, entry);
    }

    [SampledTheory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_remote_whose_hook_refuses(PublishPolicy policy)
    {
        TestRepository clone = Sandbox.Clone();
        Sandbox.Hook("pre-receive", "echo 'no rows on Fridays'; exit 1");

        JournalEntry entry =
            await OutageScene.KeptAsync(clone, policy, "[remote rejected] (pre-receive hook declined); no rows on Fridays");

        Assert.Equal(EntryState.Finished, clone.Journal.Single().State);
        File.Delete(Path.Combine(Sandbox.Remote, "hooks", "pre-receive"));
        await _scene.LandsOnceAsync(clone, entry);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_remote_that_refuses_by_its_settings()
    {
        TestRepository clone = Sandbox.Clone();
        Sandbox.Git(Sandbox.Remote, "config", "receive.hideRefs", "refs/heads/" + GitSandbox.Branch);

        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Contains("[remote rejected] (deny updating a hidden ref)", publication.WaitingReason, StringComparison.Ordinal);
        Assert.Equal(entry.Row, Assert.Single(publication.Waiting).Row);
        Assert.Single(_scene.HandoffLines(), TestRepository.LineOf(entry));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Another_writer_that_is_first_costs_a_repetition_and_no_row()
    {
        TestRepository clone = Sandbox.Clone();
        JournalEntry entry = clone.Finish();
        string rival = Sandbox.Seed(GitSandbox.Branch, ("other.txt", "rival\n"));
        Sandbox.Git(Sandbox.Remote, "update-ref", "refs/heads/" + GitSandbox.Branch, rival + "^");
        Sandbox.Hook("update", $"test -e ../done || {{ : > ../done; git update-ref refs/heads/{GitSandbox.Branch} {rival}; }}");

        Publication publication = await clone.PublishAsync(PublishPolicy.Direct);

        Assert.Equal("", publication.Reason);
        Assert.True(File.Exists(Sandbox.Path("done")));
        Assert.Equal(rival, Sandbox.Git(Sandbox.Remote, "rev-parse", GitSandbox.Branch + "^").Trim());
        Assert.Equal([TimingCsv.Header, TestRepository.LineOf(entry)], Sandbox.Lines);
    }

    [SampledTheory]
    [InlineData(PublishPolicy.Direct)]
    [InlineData(PublishPolicy.Handoff)]
    public async Task A_connection_that_breaks_off_after_the_push_was_taken_is_looked_up(PublishPolicy policy)
    {
        TestRepository clone = Sandbox.Clone();
        clone.Git("config", "remote.origin.receivepack", Sandbox.Script("breaks", "git-receive-pack \"$@\"; exit 1"));
        Sandbox.Hook("post-receive", "kill -KILL $PPID");

        JournalEntry entry = clone.Finish();
        Publication publication = await clone.PublishAsync(policy);

        Assert.Equal("", publication.Reason);
        Assert.Empty(clone.Journal);
        Assert.Single(policy == PublishPolicy.Direct ? Sandbox.Lines : _scene.HandoffLines(), TestRepository.LineOf(entry));
        Assert.True(policy == PublishPolicy.Direct || Sandbox.Refs("refs/heads/timing-handoff/").Length == 1);
    }

    [Fact]
    public async Task Missing_credentials_are_no_prompt()
    {
        TestRepository clone = Sandbox.Clone();
        clone.Git("config", "remote.origin.url", "ssh://git@example.org/r.git");
        clone.Git("config", "core.sshCommand",
            Sandbox.Script("ssh", "echo 'git@example.org: Permission denied (publickey).' >&2; exit 255"));
        clone.Git("config", "ssh.variant", "simple");

        JournalEntry entry = await OutageScene.KeptAsync(clone, PublishPolicy.Direct, "git@example.org: Permission denied (publickey).");

        clone.Git("config", "remote.origin.url", Sandbox.Remote);
        await _scene.LandsOnceAsync(clone, entry);
    }
}
