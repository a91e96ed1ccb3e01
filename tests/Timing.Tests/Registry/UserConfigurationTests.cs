using BuildTiming.Publishing;
using BuildTiming.Registry;
using Tests.Shared.Facts;
using Timing.Tests.Git;

namespace Timing.Tests.Registry;

/// <summary>What users configure for their own work does not disturb recording, and is not triggered by it.</summary>
public sealed class UserConfigurationTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [SampledTheory]
    [InlineData("[fetch] prune = true", "[remote \"origin\"] prune = true", "[remote \"origin\"] fetch = +refs/*:refs/*",
        "[transfer] fsckObjects = true", "[protocol] version = 0")]
    [InlineData("[push] gpgSign = true", "[push] default = nothing", "[push] followTags = true")]
    [InlineData("[remote \"origin\"] mirror = true")]
    [InlineData("[commit] gpgSign = true", "[log] showSignature = true", "[core] autocrlf = true", "[color] ui = always",
        "[fastimport] unpackLimit = 1")]
    public async Task Settings_change_nothing(params string[] settings)
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("tag", "--annotate", "--message", "v1", "v1");
        _sandbox.Configure(settings);

        await PublishesTwiceAsync(clone);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task Hooks_of_the_user_do_not_run()
    {
        TestRepository clone = _sandbox.Clone();
        foreach (string hook in new[] { "pre-push", "reference-transaction", "post-checkout", "pre-commit", "post-commit" })
            _sandbox.Script("hooks/" + hook, $"echo {hook} >> {_sandbox.Path("ran")}; exit 1");
        clone.Git("config", "core.hooksPath", _sandbox.Path("hooks"));

        await PublishesTwiceAsync(clone);
        Assert.False(File.Exists(_sandbox.Path("ran")));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Addresses_are_rewritten_as_configured()
    {
        TestRepository clone = _sandbox.Clone();
        clone.Git("remote", "set-url", "origin", "company:remote.git");
        _sandbox.Configure($"[url \"{_sandbox.Path()}/\"] insteadOf = company:");

        await PublishesTwiceAsync(clone);
    }

    [Theory]
    [InlineData("--add")]
    [InlineData("--push", "--add")]
    [Trait("Turn", "b")]
    public async Task Of_several_addresses_the_one_that_is_fetched_from_gets_the_rows(params string[] options)
    {
        TestRepository clone = _sandbox.Clone();
        string address = clone.Git("remote", "get-url", "origin").Trim();
        clone.Git(["remote", "set-url", .. options, "origin", _sandbox.Path("mirror")]);
        if (options.Length > 1) clone.Git(["remote", "set-url", .. options, "origin", address]);

        await PublishesTwiceAsync(clone);
    }

    [Fact]
    public async Task A_surrounding_git_command_does_not_redirect_it()
    {
        TestRepository clone = _sandbox.Clone();
        TestRepository other = _sandbox.Clone("other");
        string before = other.State();
        _ = clone.State();
        var surrounded = new Dictionary<string, string?>(_sandbox.Environment)
        {
            ["GIT_DIR"] = Path.Combine(other.Folder, ".git"),
            ["GIT_WORK_TREE"] = other.Folder,
            ["GIT_INDEX_FILE"] = Path.Combine(other.Folder, ".git", "index"),
            ["GIT_TRACE"] = "1",
        };
        var git = new BuildTiming.Git.GitClient(clone.Folder, surrounded);
        (BuildTiming.Git.GitRepository? repository, _) = await BuildTiming.Git.GitRepository.DiscoverAsync(git);
        clone.Finish();

        Publication publication = await new Publisher(new RegistryBranch(repository!, GitSandbox.Branch, "origin"), clone.PhaseJournal,
            TimeProvider.System, Assert.Fail)
            .PublishAsync(PublishPolicy.Direct, TestRepository.Budget, CancellationToken.None);

        Assert.Equal("", publication.Reason);
        Assert.Equal(clone.Repository.CommonDirectory, repository!.CommonDirectory);
        Assert.Equal(before, other.State());
        Assert.Equal(2, _sandbox.Lines.Length);
    }

    private async Task PublishesTwiceAsync(TestRepository clone)
    {
        string before = clone.State();
        foreach (PublishPolicy policy in new[] { PublishPolicy.Direct, PublishPolicy.Direct, PublishPolicy.Handoff, PublishPolicy.None })
        {
            clone.Finish();
            Publication publication = await clone.PublishAsync(policy);
            Assert.Equal("", publication.Reason);
        }

        Assert.Equal(before, clone.State());
        Assert.Equal(3, _sandbox.Lines.Length);
        Assert.Equal(4, clone.LocalLines().Length);
        Assert.Single(_sandbox.Refs("refs/heads/timing-handoff/"));
        Assert.Empty(_sandbox.Refs("refs/tags/"));
    }
}
