using Build.Tests.Programs;
using Tests.Shared.Facts;
using Tests.Shared.Programs;

namespace Build.Tests.Runs;

/// <summary>Several users of one clone: whoever it belongs to, and root.</summary>
public sealed class OtherUserTests
{
    private const string Nobody = "65534";

    [RootFact]
    [Trait("Turn", "b")]
    [Trait("Needs", "root")]
    public async Task A_run_as_root_takes_no_journal_from_the_owner_of_the_clone_and_the_owner_publishes_its_row()
    {
        using Platform platform = await OfNobody();
        // Git refuses to work as root in a repository of somebody else's: the row waits in the journal.
        ProgramRun root = await platform.Build("--target=ApplyPersistent");
        Assert.True(root.ExitCode == 0, root.All);
        Assert.Contains("Nothing is lost", root.All);
        Assert.Equal(Nobody, await OwnerOf(platform, ".git/build-timings/" + Assert.Single(platform.Journal)));
        await platform.Run([], "chown", "-R", $"{Nobody}:{Nobody}", platform.Path("logs"));

        ProgramRun owner = await AsNobody(platform, "--target=BootstrapPersistent");

        Assert.True(owner.ExitCode == 0, owner.All);
        Assert.DoesNotContain("warning:", owner.All);
        Assert.Equal(["apply-persistent 0", "bootstrap-persistent 0"], await Rows(platform));
        Assert.Empty(platform.Journal);
    }

    [RootFact]
    [Trait("Turn", "b")]
    [Trait("Needs", "root")]
    public async Task A_journal_that_an_older_version_left_to_root_costs_the_owner_no_row_and_roots_next_run_gives_it_back()
    {
        using Platform platform = await OfNobody();
        platform.Write(".git/build-timings/publish.lock", "");
        await platform.Run([], "chmod", "-R", "go-rwx", platform.Path(".git/build-timings"));

        ProgramRun owner = await AsNobody(platform, "--target=ApplyPersistent");

        Assert.True(owner.ExitCode == 0, owner.All);
        Assert.Equal(["apply-persistent 0"], await Rows(platform));
        Assert.Contains("that this user may not read", owner.All);

        ProgramRun root = await platform.Build("--target=BootstrapPersistent");
        Assert.True(root.ExitCode == 0, root.All);
        await platform.Run([], "chown", "-R", $"{Nobody}:{Nobody}", platform.Path("logs"));
        ProgramRun again = await AsNobody(platform, "--target=CommitTimings");

        Assert.DoesNotContain("warning:", again.All);
        Assert.Equal(["apply-persistent 0", "bootstrap-persistent 0"], await Rows(platform));
    }

    [RootFact]
    [Trait("Turn", "b")]
    [Trait("Needs", "root")]
    public async Task A_folder_of_logs_that_may_be_written_and_not_listed_gets_its_log()
    {
        using Platform platform = await OfNobody();
        string folder = Directory.CreateDirectory(platform.Path("logs/build-timings")).FullName;
        await platform.Run([], "chown", "-R", $"{Nobody}:{Nobody}", platform.Path("logs"));
        await platform.Run([], "chmod", "0300", folder);

        ProgramRun run = await AsNobody(platform, "--target=ApplyPersistent");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.DoesNotContain("could not be recorded", run.All);
        Assert.Equal(["apply-persistent 0"], await Rows(platform));
        Assert.Single(Directory.GetFiles(folder, "apply-persistent-*.log"));
    }

    [RootFact]
    [Trait("Turn", "b")]
    [Trait("Needs", "root")]
    public async Task What_git_writes_when_root_publishes_is_the_owners_of_the_clone()
    {
        using Platform platform = await OfNobody();
        platform.Write("../home/.gitconfig", "[safe]\n\tdirectory = *\n");
        await platform.Run([], "git", "config", "core.logAllRefUpdates", "always");

        // A local branch that is new, with its log, and objects.
        ProgramRun root = await platform.Build("--target=ApplyPersistent", "--publish=none");

        Assert.True(root.ExitCode == 0, root.All);
        Assert.Equal(["apply-persistent 0"], await Rows(platform));
        ProgramRun roots = await platform.Run([], "find", platform.Path(".git"), "-uid", "0");
        Assert.True(roots is { ExitCode: 0, Output: "" }, roots.All);
    }

    [RootFact]
    [Trait("Turn", "a")]
    [Trait("Needs", "root")]
    public async Task In_a_clone_that_its_group_shares_one_publishes_what_another_has_recorded()
    {
        using Platform platform = await OfNobody();
        await platform.Run([], "chmod", "g+rx", platform.Folder);
        await platform.Run([], "chmod", "-R", "g+rwX", platform.Root);
        await platform.Run([], "find", platform.Path(".git"), "-type", "d", "-exec", "chmod", "g+s", "{}", "+");
        string[] second = ["setpriv", "--reuid=4321", "--regid=4321", $"--groups={Nobody}"];
        // A name for both to be forgiven by git.
        platform.Write("../home/.gitconfig", "[safe]\n\tdirectory = *\n");
        await platform.Run([], "chmod", "-R", "a+rwX", Path.Combine(platform.Folder, "home"));

        ProgramRun first = await AsNobody(platform, "--target=ApplyPersistent", "--registry-remote=nowhere", "--publish=direct");
        Assert.Contains("Nothing is lost", first.All);
        ProgramRun other = await platform.Run([], second[0],
            [.. second[1..], HostUnderTest.Script, $"--platform-root={platform.Root}", "--target=CommitTimings"]);

        Assert.True(other.ExitCode == 0, other.All);
        Assert.Equal(["apply-persistent 0"], await Rows(platform));
        Assert.Empty(platform.Journal);
    }

    [RootFact]
    [Trait("Turn", "a")]
    [Trait("Needs", "root")]
    public async Task A_disk_that_was_full_when_a_phase_ended_and_is_not_later_costs_no_row()
    {
        using Platform platform = await Platform.OfStubs();
        string journal = platform.Path(".git/build-timings");
        Directory.CreateDirectory(journal);
        ProgramRun mount = await platform.Run([], "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", journal);
        Assert.True(mount.ExitCode == 0, mount.All);
        try
        {
            platform.Environment["XDG_STATE_HOME"] = "/dev/null/nowhere";
            platform.Does("terraform", "cat /dev/zero >.git/build-timings/filler || true; exit 0");
            platform.Does("goldenpath-idp-bootstrap-v3.sh", "rm .git/build-timings/filler");

            ProgramRun run = await platform.Build("--target=DeployPersistent");

            Assert.True(run.ExitCode == 0, run.All);
            Assert.Contains("the end of a phase could not be recorded: ", run.All);
            Assert.DoesNotContain("Not recorded", run.All);
            Assert.Equal(["apply-persistent 0", "bootstrap-persistent 0"], await Rows(platform));
            Assert.Empty(platform.Journal);
        }
        finally
        {
            await platform.Run([], "umount", journal);
        }
    }

    /// <summary>A platform whose every file is the user nobody's.</summary>
    private static async Task<Platform> OfNobody()
    {
        Platform platform = await Platform.OfStubs();
        foreach (string program in new[] { "setpriv", "chown", "chmod", "stat" })
            File.CreateSymbolicLink(Path.Combine(platform.Folder, "tools", program), ProgramOnPath.Find(program)!);
        await platform.Run([], "chown", "-R", $"{Nobody}:{Nobody}", platform.Folder);
        return platform;
    }

    private static Task<ProgramRun> AsNobody(Platform platform, params string[] arguments) => platform.Run([], "setpriv",
        [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", HostUnderTest.Script, $"--platform-root={platform.Root}",
            .. arguments]);

    private static async Task<string> OwnerOf(Platform platform, string path) =>
        (await platform.Run([], "stat", "--format=%u", platform.Path(path))).Output.Trim();

    private static async Task<string[]> Rows(Platform platform)
    {
        ProgramRun show = await platform.Run([], "git", "-c", "safe.directory=*", "show", $"governance-registry:{Platform.Csv}");
        return [.. show.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .Select(row => row[2] + " " + row[6])];
    }
}
