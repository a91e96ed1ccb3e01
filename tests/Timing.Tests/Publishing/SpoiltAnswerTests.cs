using BuildTiming.Git;
using BuildTiming.Git.Objects;
using BuildTiming.Publishing;
using BuildTiming.Registry.Remotes;
using BuildTiming.Rows;
using Tests.Shared.Facts;
using Timing.Tests.Git;
using Timing.Tests.Journal;

namespace Timing.Tests.Publishing;

/// <summary>
/// A git whose answer is not its own: a wrapper that warns, filters, or does nothing. No row goes astray by what it prints.
/// </summary>
public sealed class SpoiltAnswerTests : IDisposable
{
    private const string Warns = "echo 'warning: odd'; exec $git \"$@\"";
    private const string DoesNothing = "cat > /dev/null; exit 0";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [SampledTheory]
    [InlineData(PublishPolicy.Auto, "config", Warns, "git config ended with exit code 0: what it printed is no answer")]
    [InlineData(PublishPolicy.Direct, "var", Warns, "git var was not heard to its end: its output was cut short")]
    [InlineData(PublishPolicy.None, "var", "$git \"$@\" | sed 's/$/\\r/'", "git var was not heard to its end: its output was cut short")]
    [InlineData(PublishPolicy.None, "update-ref", DoesNothing, "git did not say what became of it")]
    [InlineData(PublishPolicy.Direct, "push", DoesNothing, "git did not say what became of it")]
    [InlineData(PublishPolicy.Handoff, "push", DoesNothing, "git did not say what became of it")]
    public async Task The_row_stays_in_the_journal(PublishPolicy policy, string command, string answer, string reason)
    {
        TestRepository clone = _sandbox.Clone();
        clone.Finish(steps: Sample.Resource());
        Lie(command, answer);

        Publication publication = await clone.PublishAsync(policy, clock: new HurryingClock());

        Assert.Equal(reason, publication.Reason);
        Assert.Single(clone.Journal);
        Assert.Empty(clone.Git("for-each-ref", "refs/heads/" + GitSandbox.Branch));
        Assert.Empty(clone.Leftovers());
    }

    [Fact]
    public async Task An_answer_about_another_path_or_object_is_none()
    {
        const string steps = "environments/development/latest/build_timing_steps.csv";
        string tip = _sandbox.Seed(GitSandbox.Branch, (GitSandbox.Csv, TimingCsv.Header + "\n"), (steps, StepCsv.Header + "\n"));
        TestRepository clone = _sandbox.Clone();
        Lie("fast-import", "$git \"$@\" | sed -u p");
        const string author = "a <a@example.org> 0 +0000";

        await using FastImport import =
            await FastImport.BeginAsync(clone.Branch.Git, new CommitHeader(author, author, "m"), tip, CancellationToken.None);
        TreeEntry? first = await import.FindAsync(GitSandbox.Csv);

        Assert.True(first is { IsFile: true });
        await Assert.ThrowsAsync<GitCommandException>(() => import.FindAsync(steps));
        await Assert.ThrowsAsync<GitCommandException>(() => import.ReadBlobAsync(clone.Repository.NullId, 1 << 20));
    }

    [Fact]
    public async Task A_list_with_a_line_that_is_no_ref_is_none()
    {
        TestRepository clone = _sandbox.Clone();
        Lie("ls-remote", Warns);

        GitCommandException failure = await Assert.ThrowsAsync<GitCommandException>(
            () => new RemoteBranch(clone.Branch).ListAsync("refs/heads/*", CancellationToken.None));

        Assert.Equal("git ls-remote ended with exit code 0: what it printed is no answer", failure.Message);
    }

    [Fact]
    public async Task Why_git_cannot_be_started_is_told()
    {
        var gone = new GitClient(_sandbox.Path("gone"), _sandbox.Environment);

        Assert.Equal($"{_sandbox.Path("gone")} does not exist", (await gone.RunAsync(["version"])).Complaint);
        GitCommandException failure = Assert.Throws<GitCommandException>(() => gone.Start(["version"]));
        Assert.Contains("does not exist", failure.Message, StringComparison.Ordinal);
    }

    private void Lie(string command, string answer) =>
        _sandbox.StubGit($"case \" $* \" in *' {command} '*) {answer}; exit;; esac\nexec $git \"$@\"");
}
