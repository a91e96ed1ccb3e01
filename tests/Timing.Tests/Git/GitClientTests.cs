using BuildTiming.Git;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace Timing.Tests.Git;

/// <summary>What is no answer is never taken for one, and who may be asked for credentials.</summary>
public sealed class GitClientTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Output_whose_end_does_not_come_is_no_answer()
    {
        TestRepository clone = _sandbox.Clone();
        // Git ends at once; who writes the rest does so when nobody reads any more.
        clone.Git("config", "alias.halves", $"!echo first; (read -r _ < {_sandbox.Path("fifo")}; echo second) & exit 0");
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", _sandbox.Path("fifo"));
        await mkfifo.WaitForExitAsync();

        GitResult result =
            await new GitClient(clone.Folder, _sandbox.Environment) { OutputPatience = TimeSpan.FromSeconds(1) }.RunAsync(["halves"]);

        await File.WriteAllTextAsync(_sandbox.Path("fifo"), "\n");
        Assert.Equal(GitClient.CutShort, result.ExitCode);
        Assert.Contains("cut short", result.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_without_end_does_not_fill_the_memory_and_is_no_answer()
    {
        _sandbox.StubGit("head -c 100000 /dev/zero");
        var git = new GitClient(_sandbox.Path(), _sandbox.Environment) { OutputLimit = 1000 };

        GitResult result = await git.RunAsync(["log"]);

        Assert.Equal(GitClient.CutShort, result.ExitCode);
        Assert.InRange(result.Output.Length, 1, 10_000);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_is_not_one_without_the_remote()
    {
        TestRepository clone = _sandbox.Clone();
        RegistryBranch branch = clone.Branch;
        await File.AppendAllTextAsync(Path.Combine(clone.Folder, ".git", "config"), "[remote\n");

        await Assert.ThrowsAsync<GitCommandException>(() => branch.HasRemoteAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_program_that_hands_out_credentials_is_asked_by_git_and_the_one_of_ssh_is_not()
    {
        string git = _sandbox.Script("askpass", "echo from-git");
        string ssh = _sandbox.Script("ssh-askpass", "echo from-ssh");
        TestRepository clone = _sandbox.Clone();

        GitResult configured = await FillAsync(("GIT_ASKPASS", git), ("SSH_ASKPASS", ssh));
        GitResult unconfigured = await FillAsync(("GIT_ASKPASS", null), ("SSH_ASKPASS", ssh));

        Assert.Contains("password=from-git", configured.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("from-ssh", unconfigured.Output, StringComparison.Ordinal);
        Assert.False(unconfigured.Succeeded);

        Task<GitResult> FillAsync(params (string Name, string? Value)[] variables)
        {
            var environment = new Dictionary<string, string?>(_sandbox.Environment);
            foreach ((string name, string? value) in variables) environment[name] = value;
            return new GitClient(clone.Folder, environment)
                .RunAsync(["credential", "fill"], "protocol=https\nhost=example.org\nusername=u\n\n");
        }
    }

    [Theory]
    [InlineData(137, "", "Unreachable", false)]
    [InlineData(128, "fatal: update_ref failed for ref 'refs/heads/a': cannot lock ref 'refs/heads/a': is at 1 but expected 2", "LostRace",
        true)]
    [InlineData(128, "fatal: something else", "Unreachable", false)]
    [InlineData(GitClient.CutShort, "", "Unreachable", false)]
    public void An_update_of_a_ref_that_was_killed_may_have_worked(int exitCode, string error, string kind, bool isRejection)
    {
        PublishOutcome outcome = RemoteAnswer.OfRefUpdate(new GitResult(exitCode, "", error), "a");
        Assert.Equal((kind, isRejection), (outcome.Kind.ToString(), outcome.IsRejection));
    }
}
