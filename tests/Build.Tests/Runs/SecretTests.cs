using Build.Tests.Programs;
using Tests.Shared.Facts;
using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>
/// A planted secret, as a password of the remote's address and in the environment, and every place where it could show up.
/// </summary>
public sealed class SecretTests
{
    private const string Secret = "hunter2-hunter2-hunter2";

    [SampledTheory]
    [InlineData("direct")]
    [InlineData("handoff")]
    public async Task A_password_of_the_remotes_address_is_used_and_shown_nowhere(string policy)
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteAsync(platform);
        string arguments = WriteDownArguments(platform);

        ProgramRun run = await platform.Build(
            [("TF_VAR_password", Secret), ("AWS_SECRET_ACCESS_KEY", Secret)], "--target=DeployPersistent", $"--publish={policy}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Secret, platform.Calls[0].Variables["TF_VAR_password"]);
        Assert.Empty(platform.Journal);
        Assert.DoesNotContain(Secret, run.Output);
        Assert.Contains("push", await File.ReadAllTextAsync(arguments));
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(arguments));
        string recorded = await remote.Run("log", "-p", "--format=raw", "--all");
        Assert.Contains(",apply-persistent,", recorded);
        Assert.DoesNotContain(Secret, recorded);
        AssertAbsentIn(platform, "logs");
        AssertAbsentIn(platform, ".git/build-timings");
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_merge_of_handoffs_shows_the_password_no_more_than_a_publication()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteAsync(platform);
        await platform.Build("--target=ApplyPersistent", "--publish=handoff");
        string arguments = WriteDownArguments(platform);

        ProgramRun run = await platform.Build("--target=MergeHandoffs");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Single(await remote.Rows());
        Assert.DoesNotContain(Secret, run.Output);
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(arguments));
        Assert.DoesNotContain(Secret, await remote.Run("log", "-p", "--format=raw", "--all"));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_remote_that_repeats_the_password_in_its_refusal_is_quoted_without_it()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteAsync(platform);
        StubProgram.Write(Path.Combine(platform.Folder, "remote.git", "hooks"), "pre-receive", $"""
            #!/usr/bin/env bash
            echo "use https://user:{Secret}@localhost/ instead" >&2
            exit 1

            """);

        ProgramRun run = await platform.Build("--target=ApplyPersistent", "--publish=direct");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("use https://localhost/ instead", run.All);
        Assert.DoesNotContain(Secret, run.All);
        Assert.Single(platform.Journal);
        Assert.False(await remote.Has("governance-registry"));
        AssertAbsentIn(platform, ".git/build-timings");
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task An_address_that_nobody_answers_at_is_named_without_its_password()
    {
        using Platform platform = await Platform.OfStubs();
        await platform.Git.Run("remote", "add", "origin", $"http://user:{Secret}@127.0.0.1:1/x.git");

        ProgramRun run = await platform.Build([("CAKE_TIMING_PUBLISHBUDGET", "1")], "--target=ApplyPersistent", "--publish=direct");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("could not be published", run.All);
        Assert.DoesNotContain(Secret, run.All);
        AssertAbsentIn(platform, ".git/build-timings");
    }

    [Fact]
    public async Task Only_their_owner_may_read_journal_and_logs_whatever_the_umask()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Run(
            [], "bash", "-c", "umask 0; exec \"$@\"", "bash", HostUnderTest.Script, $"--platform-root={platform.Root}",
            "--target=ApplyPersistent", "--registry-branch=main");

        Assert.Equal(0, run.ExitCode);
        string entry = ".git/build-timings/" + Assert.Single(platform.Journal);
        Assert.All([entry, Assert.Single(platform.Logs)],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, platform.ModeOf(file)));
        Assert.All([".git/build-timings", "logs/build-timings"],
            folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, platform.ModeOf(folder)));
    }

    /// <summary>Git's local transport takes such an address and has no use for the password.</summary>
    private static async Task<Repository> RemoteAsync(Platform platform)
    {
        string path = Path.Combine(platform.Folder, "remote.git");
        Repository remote = await platform.Git.AddRemoteAsync(path);
        await platform.Git.Run("remote", "set-url", "origin", $"file://user:{Secret}@localhost{path}");
        return remote;
    }

    /// <summary>From here on git writes down its arguments; the file that it does so in.</summary>
    private static string WriteDownArguments(Platform platform)
    {
        string file = Path.Combine(platform.Folder, "arguments");
        StubProgram.Write(Path.Combine(platform.Folder, "stubs"), "git", $"""
            #!/usr/bin/env bash
            printf '%s\n' "$@" >>'{file}'
            exec '{ProgramOnPath.Find("git")}' "$@"

            """);
        return file;
    }

    private static void AssertAbsentIn(Platform platform, string folder) =>
        Assert.All(Directory.GetFiles(platform.Path(folder), "*", SearchOption.AllDirectories), file =>
        {
            Assert.DoesNotContain(Secret, file);
            Assert.DoesNotContain(Secret, File.ReadAllText(file));
        });
}
