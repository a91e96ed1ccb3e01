using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>A journal or a log that cannot be written, or read, costs a warning and neither the deploy nor its rows.</summary>
public sealed class DiskTroubleTests
{
    private const string Entries = ".git/build-timings";

    // Not before the command's process is noted there: that would make the folder anew in between.
    private const string Moved =
        "for entry in .git/build-timings/*.json; do :; done; until [[ $(<\"$entry\") == *'\"command\": {'* ]]; do :; done; "
        + "mv .git/build-timings .git/moved; touch .git/build-timings";

    [Fact]
    public async Task A_journal_that_cannot_be_written_when_a_phase_ends_and_can_be_later_in_the_same_run_costs_no_row()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Environment["XDG_STATE_HOME"] = "/dev/null/nowhere";
        platform.Does("terraform", Moved + "; exit 3");
        ProgramRun failed = await platform.Build("--target=ApplyPersistent");
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("Not recorded, also when tried again", failed.All);

        File.Delete(platform.Path(".git/build-timings"));
        platform.Does("terraform", Moved);
        Directory.Delete(platform.Path(".git/moved"), recursive: true);
        platform.Does("goldenpath-idp-bootstrap-v3.sh", "rm .git/build-timings; mv .git/moved .git/build-timings");
        ProgramRun run = await platform.Build("--target=DeployPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Not recorded", run.All);
        Assert.Equal(["apply-persistent 0", "bootstrap-persistent 0"], (await platform.Git.Rows()).Select(row => row[2] + " " + row[6]));
        Assert.Empty(platform.Journal);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_moved_aside_and_the_warning_names_the_place()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write($"{Entries}/garbage.json", "\0garbage");

        ProgramRun run = await platform.Build("--target=Default");

        string aside = platform.Path($"{Entries}/unreadable/garbage.json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: The journal entry garbage.json cannot be read (it is not the JSON of an entry); it is kept as {aside}",
            run.All);
        Assert.Equal("\0garbage", await File.ReadAllTextAsync(aside));
        Assert.Empty(platform.Journal);
    }

    // A limit on the size of files stands for a disk that is full: writing beyond it fails in the same way.
    [Fact]
    public async Task A_log_that_cannot_be_written_to_its_end_costs_a_warning_and_neither_the_deploy_nor_its_rows()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "printf '%0300000d\\n' 0; echo 'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.'");

        ProgramRun run = await platform.Run(
            // What is compiled at run time is not to be mapped through a file, which the limit would be for.
            [("DOTNET_EnableWriteXorExecute", "0")],
            "bash", "-c", "ulimit -f 200; exec \"$@\"", "bash", HostUnderTest.Script, $"--platform-root={platform.Root}",
                "--target=DeployPersistent");

        Assert.True(run.ExitCode == 0, run.All[^Math.Min(run.All.Length, 2000)..]);
        Assert.Contains("warning: The output could not be written to the log logs/build-timings/apply-persistent-dev-persistent-", run.All);
        Assert.Equal(["apply-persistent 0 3", "bootstrap-persistent 0 0"], (await platform.Git.Rows())
            .Select(row => string.Join(' ', row[2], row[6], row[8])));
        Assert.Contains(new string('0', 300_000), run.Output);
    }

    [Fact]
    public async Task Steps_that_there_is_no_room_for_on_the_disk_cost_one_warning_and_not_the_row()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "for i in {1..900}; do echo \"=== Stage $i: A ===\"; done");

        ProgramRun run = await platform.Run(
            [("DOTNET_EnableWriteXorExecute", "0")],
            "bash", "-c", "trap '' XFSZ; ulimit -f 60; exec \"$@\"", "bash", HostUnderTest.Script, $"--platform-root={platform.Root}",
                "--target=ApplyPersistent");

        Assert.True(run.ExitCode == 0, run.All[^Math.Min(run.All.Length, 2000)..]);
        Assert.Equal(2, run.All.Split("warning: ").Length);
        Assert.Contains("warning: apply-persistent is recorded without its steps: ", run.All);
        Assert.Equal("apply-persistent", Assert.Single(await platform.Git.Rows())[2]);
        Assert.Equal(Platform.Csv, (await platform.Git.Run("ls-tree", "-r", "--name-only", "governance-registry")).Trim());
    }
}
