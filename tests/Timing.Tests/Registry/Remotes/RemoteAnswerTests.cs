using BuildTiming.Git;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace Timing.Tests.Registry.Remotes;

public sealed class RemoteAnswerTests
{
    private const string Ref = "refs/heads/governance-registry";

    [Theory]
    [InlineData("[rejected] (fetch first)", "LostRace")]
    [InlineData("[rejected] (non-fast-forward)", "LostRace")]
    [InlineData(
        "[remote rejected] (cannot lock ref 'refs/heads/main': is at cf2cc0c147d8215ec87d3ddaf32f0b2c58630423 but expected "
        + "fdda486ad43a6e6b5dc5f2795ce27124e0686752)", "LostRace")]
    [InlineData("[remote rejected] (failed to update ref)", "LostRace")]
    [InlineData("[remote rejected] (failed to lock)", "LostRace")]
    [InlineData("[remote rejected] (incorrect old value provided)", "LostRace")]
    [InlineData("[remote rejected] (reference already exists)", "LostRace")]
    [InlineData("[remote rejected] (pre-receive hook declined)", "Refused")]
    [InlineData("[remote rejected] (hook declined)", "Refused")]
    [InlineData("[remote rejected] (protected branch hook declined)", "Refused")]
    [InlineData("[remote rejected] (push declined due to repository rule violations)", "Refused")]
    [InlineData("[remote rejected] (push declined due to email privacy restrictions)", "Refused")]
    [InlineData("[remote rejected] (branch is currently checked out)", "Refused")]
    [InlineData("[remote rejected] (deny updating a hidden ref)", "Refused")]
    [InlineData("[remote rejected] (shallow update not allowed)", "Refused")]
    [InlineData("[remote rejected] (unpacker error)", "Refused")]
    [InlineData("[remote failure] (remote failed to report status)", "Unreachable")]
    [InlineData("[remote rejected] (Internal Server Error)", "Unreachable")]
    public void A_status_is_told_apart(string status, string expected)
    {
        PublishOutcome outcome = RemoteAnswer.OfPush(Push($"!\tabc:{Ref}\t{status}"), Ref, "abc");

        Assert.Equal(expected, outcome.Kind.ToString());
        Assert.Equal(status, outcome.Reason);
        Assert.Equal(outcome.Kind != PublishOutcomeKind.Unreachable, outcome.IsRejection);
    }

    [Theory]
    [InlineData(
        "error: cannot lock ref 'refs/heads/governance-registry': Unable to create '/srv/r.git/refs/heads/governance-registry.lock': "
        + "Permission denied")]
    [InlineData(
        "error: cannot lock ref 'refs/heads/governance-registry': Unable to create '/srv/r.git/refs/heads/governance-registry.lock': "
        + "Read-only file system")]
    [InlineData("error: cannot lock ref 'refs/heads/a': 'refs/heads/a/b' exists; cannot create 'refs/heads/a'")]
    public void What_looks_like_a_race_and_will_be_said_again_is_a_refusal(string said)
    {
        PublishOutcome outcome =
            RemoteAnswer.OfPush(Push($"!\tabc:{Ref}\t[remote rejected] (failed to update ref)", "remote: " + said), Ref, "abc");

        Assert.Equal(PublishOutcomeKind.Refused, outcome.Kind);
        Assert.Contains(said, outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remote: error: GH006: Protected branch update failed for refs/heads/governance-registry.        ",
        "protected branch hook declined")]
    [InlineData("remote: error: GH013: Repository rule violations found for refs/heads/governance-registry.        ",
        "push declined due to repository rule violations")]
    [InlineData("remote: GitLab: You are not allowed to push code to protected branches on this project.", "pre-receive hook declined")]
    public void What_the_server_says_stands_in_the_reason(string said, string status)
    {
        PublishOutcome outcome = RemoteAnswer.OfPush(Push($"!\tabc:{Ref}\t[remote rejected] ({status})", said), Ref, "abc");

        Assert.Equal($"[remote rejected] ({status}); {said["remote: ".Length..].Trim()}", outcome.Reason);
    }

    [Theory]
    [InlineData(
        "remote: Permission to acme/platform.git denied to dev.\nfatal: unable to access 'https://github.com/acme/platform.git/': The "
        + "requested URL returned error: 403", "Refused")]
    [InlineData("remote: Invalid username or password.\nfatal: Authentication failed for 'https://github.com/acme/platform.git/'",
        "Refused")]
    [InlineData("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "Refused")]
    [InlineData("remote: Repository not found.\nfatal: repository 'https://github.com/acme/platform.git/' not found", "Refused")]
    [InlineData("ERROR: Permission to acme/platform.git denied to deploy key\nfatal: Could not read from remote repository.", "Refused")]
    [InlineData("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "Refused")]
    [InlineData("Host key verification failed.\nfatal: Could not read from remote repository.", "Refused")]
    [InlineData("fatal: 'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.", "Refused")]
    [InlineData("fatal: detected dubious ownership in repository at '/srv/r.git'", "Refused")]
    [InlineData("fatal: unable to access 'https://github.com/acme/platform.git/': Could not resolve host: github.com", "Unreachable")]
    [InlineData(
        "ssh: Could not resolve hostname github.com: Temporary failure in name resolution\nfatal: Could not read from remote repository.",
            "Unreachable")]
    [InlineData("ssh: connect to host github.com port 22: Connection timed out\nfatal: Could not read from remote repository.",
        "Unreachable")]
    [InlineData("ssh: connect to host github.com port 22: Connection refused\nfatal: Could not read from remote repository.",
        "Unreachable")]
    [InlineData("kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.",
        "Unreachable")]
    [InlineData(
        "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nsend-pack: unexpected disconnect while reading "
        + "sideband packet\nfatal: the remote end hung up unexpectedly", "Unreachable")]
    [InlineData("fatal: unable to access 'https://gitlab.com/acme/platform.git/': The requested URL returned error: 503", "Unreachable")]
    [InlineData("fatal: early EOF\nfatal: the remote end hung up unexpectedly", "Unreachable")]
    [InlineData(
        "error: cannot lock ref 'refs/remotes/origin/governance-registry': Unable to create "
        + "'/r/.git/refs/remotes/origin/governance-registry.lock': File exists.", "LostRace")]
    [InlineData("fatal: Unable to create '/r/.git/shallow.lock': File exists.", "LostRace")]
    [InlineData(
        "error: cannot lock ref 'refs/remotes/origin/governance-registry': Unable to create "
        + "'/r/.git/refs/remotes/origin/governance-registry.lock': Permission denied", "Refused")]
    public void A_connection_that_fails_is_told_apart_and_leaves_the_outcome_open(string error, string expected)
    {
        PublishOutcome outcome = RemoteAnswer.OfPush(Push("", error), Ref, "abc");

        Assert.Equal(expected, outcome.Kind.ToString());
        Assert.Equal(error.Replace("\n", "; ", StringComparison.Ordinal), outcome.Reason);
        Assert.False(outcome.IsRejection);
    }

    [Fact]
    public void The_status_of_another_ref_is_not_taken_for_that_of_the_pushed_one() => Assert.Equal(PublishOutcomeKind.LostRace,
        RemoteAnswer.OfPush(
            Push($"*\tabc:refs/heads/other-{Ref}\t[new]\n*\tabc:refs/heads/other\t[new]\n!\tabc:{Ref}\t[rejected] (fetch first)"),
            Ref, "abc")
        .Kind);

    [Fact]
    public void Of_what_the_server_says_progress_and_empty_lines_are_left_out() => Assert.Equal(
        "[remote rejected] (hook declined); no",
        RemoteAnswer.OfPush(
            Push($"!\tabc:{Ref}\t[remote rejected] (hook declined)", "remote: Resolving deltas: 100%\nremote:  \nremote: no"), Ref, "abc")
        .Reason);

    [Theory]
    [InlineData(" ")]
    [InlineData("*")]
    [InlineData("=")]
    public void A_ref_that_was_moved_or_created_has_landed_whatever_came_after(string flag) =>
        Assert.Equal(PublishOutcome.Landed("abc"),
            RemoteAnswer.OfPush(Push($"{flag}\tabc:{Ref}\td..abc", "fatal: the remote end hung up unexpectedly"), Ref, "abc"));

    [Fact]
    public void Neither_credentials_nor_escape_sequences_nor_endless_lines_stand_in_a_reason()
    {
        string complaint =
            Push("", "fatal: unable to access 'https://user:secret@example.org/': \u001b[31mred\n" + new string('x', 10_000)).Complaint;

        Assert.StartsWith("fatal: unable to access 'https://example.org/':  [31mred; xxx", complaint, StringComparison.Ordinal);
        Assert.True(complaint.Length < 1_000);
    }

    [Theory]
    [InlineData("https://user:p@ss@example.org/", "https://example.org/")]
    [InlineData("https://token@example.org:8443/x@y.git", "https://example.org:8443/x@y.git")]
    [InlineData("ssh://git:secret@example.org/x", "ssh://example.org/x")]
    [InlineData("https://@example.org/", "https://example.org/")]
    [InlineData("https://user:pa/ss@example.org/x", "https://example.org/x")]
    [InlineData("https://user:p@a/s@s@example.org/x", "https://example.org/x")]
    [InlineData("https://tok/en@example.org/x", "https://example.org/x")]
    [InlineData("https://example.org:8443/x.git", "https://example.org:8443/x.git")]
    public void Credentials_of_an_address_are_left_out_wherever_it_is_said(string address, string shown)
    {
        string explained =
            RemoteAnswer.OfPush(Push($"!\tabc:{Ref}\t[remote rejected] (see {address})", $"remote: or ask {address}"), Ref, "abc").Reason;

        Assert.Equal($"[remote rejected] (see {shown}); or ask {shown}", explained);
        Assert.Equal($"fatal: {shown}", Push("", $"fatal: {address}").Complaint);
    }

    [Fact]
    public void A_password_at_the_end_of_what_is_shown_is_not_shown_in_part() =>
        Assert.DoesNotContain("sec", Push("", $"fatal: {new string('x', 380)} https://user:secret@example.org/").Complaint,
            StringComparison.Ordinal);

    private static GitResult Push(string output, string error = "") => new(1, "To example\n" + output + "\nDone\n", error);
}
