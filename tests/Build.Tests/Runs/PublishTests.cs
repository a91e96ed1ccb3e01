using System.Globalization;
using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>Where the rows of a whole run go, with a real bare remote.</summary>
public sealed class PublishTests
{
    private const string LegacyCsv =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,log_path\n"
        + "2025-01-15T06:00:00Z,2025-01-15T06:10:00Z,bootstrap-persistent,dev,persistent,600,0,\"A=1 B=2\",logs/x.log\r\n"
        + "2025-01-15T06:00:00Z,2025-01-15T06:10:00Z,dev,20250115-06#####NEEDTOUPDATE###,600,0,logs/y.log";

    [Fact]
    [Trait("Turn", "b")]
    public async Task Direct_appends_to_a_branch_of_many_files_on_the_remote_and_changes_nothing_here()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteWith(platform, 400);
        string before = await remote.Run("rev-parse", "governance-registry");
        platform.Write("governance/report 17.md", "mine, and untracked; the registry has one of that name\n");
        platform.Write(Platform.Csv, "mine too\n");
        platform.Write("envs/dev/main.tf", "# changed and not committed\n");
        await platform.Git.Run("stash", "push", "--quiet", "--", "envs/dev/main.tf");
        platform.Write("envs/dev/main.tf", "# changed again\n");
        platform.Write("envs/staging/terraform.tfvars", "# staged\n");
        await platform.Git.Run("add", "envs/staging/terraform.tfvars");
        string state = await platform.Git.StateAsync();

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--publish=direct");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(state, await platform.Git.StateAsync());
        string csv = await remote.Run("show", $"governance-registry:{Platform.Csv}");
        Assert.StartsWith(LegacyCsv + "\n", csv);
        string[] added = csv[(LegacyCsv.Length + 1)..].TrimEnd('\n').Split('\n');
        Assert.Equal(["apply-persistent", "bootstrap-persistent"], added.Select(row => row.Split(',')[2]));
        Assert.Equal(before, await remote.Run("rev-parse", "governance-registry~1"));
        Assert.Equal("401", (await remote.Run("ls-tree", "-r", "--name-only", "governance-registry")).TrimEnd()
            .Split('\n').Length.ToString(CultureInfo.InvariantCulture));
        Assert.Equal($"{Platform.Csv}\n", await remote.Run("diff", "--name-only", "governance-registry~1", "governance-registry"));
        Assert.Empty(platform.Journal);
    }

    [Fact]
    public async Task CommitTimings_without_a_row_says_so_in_one_line_and_touches_no_branch()
    {
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build("--target=CommitTimings");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Single(run.Output.Split('\n'), line => line == "Nothing to publish: no finished timing row waits in the journal.");
        Assert.False(await platform.Git.Has("governance-registry"));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task A_second_writer_in_between_costs_a_retry_and_not_a_row()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteWith(platform, 1);
        // The remote takes another writer's commit in the very moment in which ours arrives, once.
        string hook = Path.Combine(platform.Folder, "remote.git", "hooks", "update");
        StubProgram.Write(Path.GetDirectoryName(hook)!, "update", """
            #!/usr/bin/env bash
            [[ $1 == refs/heads/governance-registry && ! -f raced ]] || exit 0
            touch raced
            unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
            other=$(git -c user.name=other -c user.email=other@example.org commit-tree -p "$1" -m other "$1^{tree}")
            git update-ref "$1" "$other"

            """);

        ProgramRun run = await platform.Build("--target=ApplyPersistent", "--publish=direct");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal("chore(registry): record apply-persistent for dev build persistent\nother\nx\n",
            await remote.Run("log", "--format=%s", "governance-registry"));
        Assert.Single(await remote.Lines("governance-registry", Platform.Csv), line => line.Contains(",apply-persistent,"));
        Assert.Empty(platform.Journal);
        Assert.DoesNotContain("warning:", run.All);
    }

    [Fact]
    public async Task A_remote_that_is_gone_costs_a_warning_and_the_next_run_publishes_both_rows()
    {
        using Platform platform = await Platform.OfStubs();
        Repository remote = await RemoteWith(platform, 1);
        string there = Path.Combine(platform.Folder, "remote.git");
        string away = Path.Combine(platform.Folder, "away.git");
        Directory.Move(there, away);

        ProgramRun offline = await platform.Build([("CAKE_TIMING_PUBLISHBUDGET", "2")], "--target=ApplyPersistent", "--publish=direct");

        Assert.Equal(0, offline.ExitCode);
        Assert.Contains("warning: 1 timing row could not be published to ", offline.All);
        Assert.Contains($"Nothing is lost: kept in {platform.Path(".git/build-timings")}.", offline.All);
        Assert.Single(platform.Journal);

        Directory.Move(away, there);
        string command = offline.All.Split('\n').Single(line => line.Contains("--target=CommitTimings")).Trim();
        ProgramRun online = await platform.Build("--target=BootstrapPersistent", "--publish=direct");

        Assert.Equal((0, ""), (online.ExitCode, online.Error));
        Assert.Equal(["apply-persistent", "bootstrap-persistent"], (await remote.Lines("governance-registry", Platform.Csv)).TakeLast(2)
            .Select(line => line.Split(',')[2]));
        Assert.Empty(platform.Journal);
        ProgramRun pasted = await platform.Run([], "bash", "-c", command);
        Assert.Equal((0, ""), (pasted.ExitCode, pasted.Error));
    }

    [Fact]
    public async Task Auto_is_direct_in_CI_a_handoff_elsewhere_and_local_without_the_remote()
    {
        using Platform platform = await Platform.OfStubs();

        await platform.Build("--target=ApplyPersistent", "--publish=auto");
        Assert.Single(await platform.Git.Rows());
        Assert.Empty(platform.Journal);

        Repository remote = await RemoteWith(platform, 1);
        string tip = await remote.Run("rev-parse", "governance-registry");
        ProgramRun handoff = await platform.Build("--target=DeployPersistent", "--publish=auto");
        string branches = await remote.Run("for-each-ref", "--format=%(refname:short)", "refs/heads/timing-handoff/");
        string branch = Assert.Single(branches.TrimEnd().Split('\n'));
        Assert.Matches(@"^timing-handoff/\d{8}T\d{6}Z-[0-9a-f]{16}$", branch);
        Assert.Equal(["apply-persistent", "bootstrap-persistent"], (await remote.Rows(branch)).Select(row => row[2]));
        Assert.Equal(tip, await remote.Run("rev-parse", "governance-registry"));
        Assert.Contains(branch, handoff.Output);

        ProgramRun direct = await platform.Build([("CI", "true")], "--target=BootstrapPersistent", "--publish=auto");
        Assert.Equal(0, direct.ExitCode);
        Assert.Equal("bootstrap-persistent", (await remote.Lines("governance-registry", Platform.Csv))[^1].Split(',')[2]);
        Assert.Empty(platform.Journal);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task In_GitHub_Actions_without_an_identity_the_bot_commits_and_elsewhere_the_host()
    {
        using Platform platform = await Platform.OfStubs();
        await platform.Git.Run("config", "--unset", "user.name");
        await platform.Git.Run("config", "--unset", "user.email");

        await platform.Build("--target=ApplyPersistent");
        await platform.Build([("GITHUB_ACTIONS", "true")], "--target=ApplyPersistent");

        Assert.Equal(
            "github-actions[bot] <github-actions[bot]@users.noreply.github.com>\nbuild-timing <build-timing@localhost>\n",
            await platform.Git.Run("log", "--format=%an <%ae>", "governance-registry"));
    }

    [Fact]
    public async Task A_linked_worktree_and_a_folder_below_the_top_record_in_the_same_repository()
    {
        using Platform platform = await Platform.OfStubs();
        string worktree = Path.Combine(platform.Folder, "linked");
        await platform.Git.Run("worktree", "add", "--quiet", worktree);

        ProgramRun run = await platform.Run([], HostUnderTest.Script, "--target=ApplyPersistent", $"--platform-root={worktree}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Single(await platform.Git.Rows());
        Assert.Equal("", await new Repository(worktree, platform.Environment).Run("status", "--porcelain"));
    }

    private static async Task<Repository> RemoteWith(Platform platform, int files)
    {
        Repository remote = await platform.Git.AddRemoteAsync(Path.Combine(platform.Folder, "remote.git"));
        await remote.ImportAsync("governance-registry", Enumerable.Range(1, files)
            .Select(number => (FormattableString.Invariant($"governance/report {number}.md"), $"{number}\n"))
            .Append((Platform.Csv, LegacyCsv)));
        return remote;
    }
}
