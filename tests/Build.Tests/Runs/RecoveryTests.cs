using System.Text.RegularExpressions;
using Build.Tests.Programs;
using BuildTiming.Model;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>What the next run makes of what an earlier one left behind.</summary>
public sealed class RecoveryTests
{
    private const string Entries = ".git/build-timings";

    [Fact]
    public async Task A_host_that_is_killed_in_a_phase_is_recorded_by_the_next_start_of_any_target_and_published_once()
    {
        using Platform platform = await Platform.OfStubs();
        await KillAsync(platform);

        ProgramRun any = await platform.Build("--target=Default");
        ProgramRun again = await platform.Build("--target=Default");

        Assert.Contains("warning: apply-persistent of ", any.All);
        Assert.Contains(" was killed; it is recorded with exit code 137.", any.All);
        Assert.Equal((0, 0), (any.ExitCode, again.ExitCode));
        Assert.DoesNotContain("warning:", again.All);
        Assert.Contains("\"state\": \"Finished\"",
            await File.ReadAllTextAsync(platform.Path($"{Entries}/{Assert.Single(platform.Journal)}")));
        Assert.False(await platform.Git.Has("governance-registry"));

        ProgramRun next = await platform.Build("--target=BootstrapPersistent");

        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        string[][] rows = await platform.Git.Rows();
        Assert.Equal(["apply-persistent 137 4 0 0", "bootstrap-persistent 0 0 0 0"],
            rows.Select(row => string.Join(' ', row[2], row[6], row[8], row[9], row[10])));
        Assert.Contains("RECOVERED=true", rows[0][7].Split(' '));
        Step stage = Assert.Single(await platform.Git.Steps(), step => step.Step.Kind == StepKind.Stage).Step;
        Assert.Equal(("Stage 1: Apply", StepOutcome.Unfinished), (stage.Name, stage.Outcome));
        Assert.Matches($"^# apply-persistent dev persistent finished {rows[0][1]} exit_code=137 duration_seconds={rows[0][5]}$",
            (await File.ReadAllTextAsync(platform.Path(rows[0][11]))).TrimEnd().Split('\n')[^1]);
        Assert.Empty(platform.Journal);
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task Runs_of_other_hosts_on_a_shared_disk_are_left_alone_and_named_until_somebody_adopts_them()
    {
        using Platform platform = await Platform.OfStubs();
        await KillAsync(platform);
        string file = platform.Path($"{Entries}/{Assert.Single(platform.Journal)}");
        string elsewhere = Regex.Replace(await File.ReadAllTextAsync(file), "\"host\": \"[^\"]*\"", "\"host\": \"another-host 0123\"");
        Assert.Contains("another-host", elsewhere);
        await File.WriteAllTextAsync(file, elsewhere);

        ProgramRun run = await platform.Build("--target=BootstrapPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            @"(?m)^warning: The journal holds 1 entry \([^)]+ old\) of unfinished runs of the host another-host, .*\n"
            + @"  .*build\.sh.* --target=CommitTimings .*--adopt-journal=another-host", run.All);
        Assert.Equal(["bootstrap-persistent"], (await platform.Git.Rows()).Select(row => row[2]));
        Assert.Equal(elsewhere, await File.ReadAllTextAsync(file));

        string command = run.All.Split('\n').Single(line => line.Contains("--adopt-journal=", StringComparison.Ordinal));
        ProgramRun adopted =
            await platform.Run([], "bash", "-c", command.Replace("./build.sh", $"'{HostUnderTest.Script}'", StringComparison.Ordinal));

        Assert.True(adopted.ExitCode == 0, adopted.All);
        Assert.Equal(["bootstrap-persistent 0", "apply-persistent 137"], (await platform.Git.Rows()).Select(row => row[2] + " " + row[6]));
        Assert.Empty(platform.Journal);
    }

    [SampledTheory]
    [InlineData("another-host is not here", "--target=CommitTimings --adopt-journal=a-third-host",
        "holds no unfinished run of a-third-host, but of another-host")]
    [InlineData("goes with CommitTimings", "--target=DeployPersistent --adopt-journal=another-host",
        "goes with --target=CommitTimings and with no other target")]
    [InlineData("goes with CommitTimings alone", "--target=CommitTimings --target=Default --adopt-journal=another-host",
        "goes with --target=CommitTimings and with no other target")]
    public async Task An_adoption_that_nobody_can_have_meant_is_refused_before_anything_has_run(string _, string arguments, string refusal)
    {
        using Platform platform = await Platform.OfStubs();
        await KillAsync(platform);
        string file = platform.Path($"{Entries}/{Assert.Single(platform.Journal)}");
        string elsewhere = Regex.Replace(await File.ReadAllTextAsync(file), "\"host\": \"[^\"]*\"", "\"host\": \"another-host\"");
        await File.WriteAllTextAsync(file, elsewhere);

        ProgramRun run = await platform.Build(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(refusal, run.All);
        Assert.Single(platform.Calls);
        Assert.Equal(elsewhere, await File.ReadAllTextAsync(file));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task An_entry_of_a_newer_host_stays_where_it_is_and_is_named_at_the_end()
    {
        using Platform platform = await Platform.OfStubs();
        string entry = $"{Entries}/20260124T144327Z-0123456789abcdef.json";
        platform.Write(entry, "{\"format\":3,\"runs\":[]}");

        ProgramRun run = await platform.Build("--target=ApplyPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            @"(?m)^warning: The journal .*build-timings holds 1 entry \(\d+ days old\) of a newer version of this host.*\n"
            + ".*--target=CommitTimings", run.All);
        Assert.Equal("{\"format\":3,\"runs\":[]}", await File.ReadAllTextAsync(platform.Path(entry)));
        Assert.Equal(["apply-persistent"], (await platform.Git.Rows()).Select(row => row[2]));
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task A_phase_that_is_under_way_in_another_worktree_is_left_alone()
    {
        using Platform platform = await Platform.OfStubs();
        string worktree = Path.Combine(platform.Folder, "linked");
        await platform.Git.Run("worktree", "add", "--quiet", worktree);
        string gate = Path.Combine(platform.Folder, "gate");
        platform.Does("goldenpath-idp-bootstrap-v4.sh", $"mkfifo '{gate}'; echo '<is ready>'; read -r _ <'{gate}'");
        await using RunningBuild live = await RunningBuild.StartAsync(platform, "--target=BootstrapPersistent");
        await live.SeeAsync("<is ready>");

        ProgramRun other = await platform.Run([], HostUnderTest.Script, $"--platform-root={worktree}", "--target=ApplyPersistent");
        string[][] before = await platform.Git.Rows();
        await File.WriteAllTextAsync(gate, "go\n");
        int exitCode = await live.EndAsync();

        Assert.Equal((0, 0), (other.ExitCode, exitCode));
        Assert.DoesNotContain("warning:", other.All);
        Assert.Equal(["apply-persistent"], before.Select(row => row[2]));
        Assert.Equal(["apply-persistent 0", "bootstrap-persistent 0"], (await platform.Git.Rows()).Select(row => row[2] + " " + row[6]));
    }

    /// <summary>A run of the first phase whose host is killed in the midst of it.</summary>
    private static async Task KillAsync(Platform platform)
    {
        platform.Does("terraform", $"""
            echo '=== Stage 1: Apply ==='
            for i in 1 2 3 4; do echo "terraform_data.a[$i]: Creation complete after 0s [id=1]"; done
            until grep -q 'a.4.: Creation' logs/build-timings/apply-*.log && grep -q 'Stage 1: Apply' {Entries}/*.json; do :; done
            kill -KILL $PPID
            """);
        ProgramRun killed = await platform.Build("--target=DeployPersistent");
        Assert.Equal(137, killed.ExitCode);
        Assert.Single(platform.Journal);
        Assert.Single(platform.Calls);
        platform.Does("terraform", "");
    }
}
