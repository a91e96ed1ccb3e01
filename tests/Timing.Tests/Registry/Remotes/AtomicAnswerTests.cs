using BuildTiming.Git;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace Timing.Tests.Registry.Remotes;

/// <summary>What a push brought about that happens whole or not at all, and what an update of a local ref did.</summary>
public sealed class AtomicAnswerTests
{
    private const string Branch = "refs/heads/governance-registry";
    private const string First = "refs/heads/timing-handoff/1";
    private const string Second = "refs/heads/timing-handoff/2";

    [Theory]
    [InlineData($" \tabc:{Branch}\t1..2\n-\t:{First}\t[deleted]", "Landed")]
    [InlineData($"*\tabc:{Branch}\t[new branch]\n-\t:{First}\t[deleted]\n-\t:{First}\t[deleted]", "Landed")]
    [InlineData("", "Unreachable")]
    [InlineData($" \tabc:{Branch}\t1..2", "Landed")]
    [InlineData($" \tabc:{Branch}\t1..2\n!\t:{First}\t[remote rejected] (deny deleting a hidden ref)", "Landed")]
    [InlineData($"!\tabc:{Branch}\t[remote rejected] (deny updating a hidden ref)\n-\t:{First}\t[deleted]", "Refused")]
    [InlineData($"-\t:{First}\t[deleted]", "Unreachable")]
    [InlineData($"!\tabc:{Branch}\t[rejected] (fetch first)\n!\t:{First}\t[rejected] (atomic push failed)", "LostRace")]
    public void What_ended_well_has_landed_where_git_says_so_of_the_branch(string statuses, string kind) => Assert.Equal(kind,
        RemoteAnswer.OfAtomicPush(new GitResult(0, $"To example\n{statuses}\nDone\n", "x"), "abc", Branch, [First]).Kind.ToString());

    [Theory]
    [InlineData(0, $"-\t:{First}\t[deleted]\n-\t:{Second}\t[deleted]", "Landed")]
    [InlineData(0, $"-\t:{First}\t[deleted]", "Unreachable")]
    [InlineData(1, $"-\t:{First}\t[deleted]\n!\t:{Second}\t[remote rejected] (hook declined)", "Refused")]
    public void A_removal_has_landed_where_git_says_so_of_each_ref(int exitCode, string statuses, string kind) => Assert.Equal(kind,
        RemoteAnswer.OfAtomicPush(new GitResult(exitCode, $"To example\n{statuses}\nDone\n", "x"), null, Branch, [First, Second])
            .Kind.ToString());

    [Theory]
    [InlineData("[rejected] (fetch first)", "LostRace")]
    [InlineData("[rejected] (stale info)", "LostRace")]
    [InlineData("[remote rejected] (hook declined)", "Refused")]
    [InlineData("[remote rejected] (cannot lock ref 'a': Permission denied)", "Refused")]
    public void The_ref_that_is_the_cause_decides_and_is_named(string status, string expected)
    {
        PublishOutcome outcome = RemoteAnswer.OfAtomicPush(
            Failed(
                $"!\tabc:{Branch}\t[rejected] (atomic push failed)\n!\t:{First}\t{status}\n"
                + $"!\t:{Second}\t[remote rejected] (atomic push failure)"),
            "abc", Branch, [First]);

        Assert.Equal((expected, status, true), (outcome.Kind.ToString(), outcome.Reason, outcome.IsRejection));
        Assert.Equal([First], outcome.Culprits);
    }

    [Fact]
    public void Of_a_race_and_a_refusal_the_refusal_counts()
    {
        PublishOutcome outcome = RemoteAnswer.OfAtomicPush(
            Failed($"!\t:{First}\t[rejected] (stale info)\n!\t:{Second}\t[remote rejected] (hook declined)"), "abc", Branch, [First]);

        Assert.Equal(PublishOutcomeKind.Refused, outcome.Kind);
        Assert.Equal([First, Second], outcome.Culprits);
    }

    [Fact]
    public void A_race_that_the_server_explains_by_what_stays_is_a_refusal() => Assert.Equal(PublishOutcomeKind.Refused,
        RemoteAnswer.OfAtomicPush(
            Failed($"!\t:{First}\t[remote rejected] (failed to update ref)", "remote: error: No space left on device"),
            "abc", Branch, [First]).Kind);

    [Fact]
    public void Where_every_ref_only_says_that_the_whole_failed_it_was_a_race_of_nobody()
    {
        PublishOutcome outcome =
            RemoteAnswer.OfAtomicPush(Failed($"!\tabc:{Branch}\t[rejected] (atomic push failed)"), "abc", Branch, [First]);

        Assert.Equal((PublishOutcomeKind.LostRace, "[rejected] (atomic push failed)", true),
            (outcome.Kind, outcome.Reason, outcome.IsRejection));
        Assert.Empty(outcome.Culprits);
    }

    [Fact]
    public void One_ref_without_a_clear_status_leaves_the_outcome_open()
    {
        PublishOutcome outcome = RemoteAnswer.OfAtomicPush(
            Failed(
                $"!\t:{First}\t[rejected] (stale info)\n!\t:{Second}\t[remote failure] (remote failed to report status)",
                "fatal: it broke"),
            "abc", Branch, [First]);

        Assert.Equal((PublishOutcomeKind.Unreachable, "fatal: it broke", false), (outcome.Kind, outcome.Reason, outcome.IsRejection));
    }

    [Theory]
    [InlineData("", "error: unable to delete 'timing-handoff/1': remote ref does not exist", "LostRace", true)]
    [InlineData("", "fatal: unable to access 'https://example.org/': Could not resolve host", "Unreachable", false)]
    [InlineData("!\t:refs/heads/timing-handoff/1\t[remote rejected] (hook declined)", "error: remote ref does not exist", "Refused", true)]
    public void Without_a_status_git_says_whether_what_is_to_be_deleted_is_gone(string status, string error, string kind, bool isRejection)
    {
        PublishOutcome outcome = RemoteAnswer.OfAtomicPush(Failed(status, error), "abc", Branch, [First]);

        Assert.Equal((kind, isRejection), (outcome.Kind.ToString(), outcome.IsRejection));
    }

    [Theory]
    [InlineData(1, "fatal: the receiving end does not support --atomic push", true)]
    [InlineData(128, "fatal: the receiving end does not support --atomic push", true)]
    [InlineData(137, "fatal: the receiving end does not support --atomic push", false)]
    [InlineData(0, "fatal: the receiving end does not support --atomic push", false)]
    [InlineData(128, "fatal: the remote end hung up unexpectedly", false)]
    public void Only_gits_own_word_says_that_the_remote_lacks_atomic_pushes(int exitCode, string error, bool expected) =>
        Assert.Equal(expected, RemoteAnswer.LacksAtomic(new GitResult(exitCode, "", error)));

    [Theory]
    [InlineData(1, "fatal: couldn't find remote ref refs/heads/x", true)]
    [InlineData(128, "fatal: couldn't find remote ref refs/heads/x", true)]
    [InlineData(137, "fatal: couldn't find remote ref refs/heads/x", false)]
    [InlineData(128, "fatal: early EOF", false)]
    public void Only_gits_own_word_says_that_the_remote_lacks_a_branch(int exitCode, string error, bool expected) =>
        Assert.Equal(expected, RemoteAnswer.LacksBranch(new GitResult(exitCode, "", error)));

    [Theory]
    [InlineData(128, "fatal: prepare: cannot lock ref 'refs/heads/x': is at a but expected b", "LostRace", true)]
    [InlineData(128, "fatal: update-ref: cannot lock ref 'refs/heads/x': is at a but expected b", "LostRace", true)]
    [InlineData(1, "error: cannot update the ref 'refs/heads/x': unable to append: Permission denied", "Refused", true)]
    [InlineData(128, "fatal: Unable to create '/r/.git/packed-refs.lock': File exists.", "LostRace", true)]
    [InlineData(128, "fatal: unable to write new ref: No space left on device", "Refused", true)]
    [InlineData(137, "fatal: cannot lock ref 'refs/heads/x'", "Unreachable", false)]
    [InlineData(128, "fatal: something else", "Unreachable", false)]
    public void An_update_of_a_local_ref_is_rejected_by_gits_own_word_alone(int exitCode, string error, string kind, bool isRejection)
    {
        PublishOutcome outcome = RemoteAnswer.OfRefUpdate(new GitResult(exitCode, "", error), "abc");

        Assert.Equal((kind, isRejection), (outcome.Kind.ToString(), outcome.IsRejection));
        Assert.Null(outcome.Revision);
        Assert.Equal(error, outcome.Reason);
    }

    [Theory]
    [InlineData(0, "start: ok\ncommit: ok\n", "Landed")]
    [InlineData(0, "warning: odd\nstart: ok\ncommit: ok\n", "Landed")]
    [InlineData(0, "start: ok\n", "Unreachable")]
    [InlineData(0, "", "Unreachable")]
    [InlineData(137, "start: ok\ncommit: ok\n", "Unreachable")]
    public void A_local_ref_is_moved_where_git_says_so(int exitCode, string output, string kind) =>
        Assert.Equal(kind, RemoteAnswer.OfRefUpdate(new GitResult(exitCode, output, ""), "abc").Kind.ToString());

    private static GitResult Failed(string statuses, string error = "") => new(1, $"To example\n{statuses}\nDone\n", error);
}
