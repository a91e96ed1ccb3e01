using Build.Tests.Programs;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>Any command as a phase, whatever its words look like.</summary>
public sealed class TimedTests
{
    private const string Secret = "hunter2-hunter2-hunter2";

    [Fact]
    public async Task A_command_gets_its_words_as_they_are_and_they_are_found_nowhere_afterwards()
    {
        using Platform platform = await Platform.OfStubs();
        platform.StubProgram("rds");
        platform.Does("rds", """
            printf '##### STAGE 1: DATABASE #####\nApply complete! Resources: 2 added, 1 changed, 0 destroyed.\n'
            until grep -q COMMIT= .git/build-timings/*.json; do sleep 0.05; done
            exit 3
            """);
        string[] words =
        [
            "--help", "-h", "--target=DeployPersistent", "--env=staging", "--", "--dryrun", $"--password={Secret}", "", "a b", "-v=x",
        ];

        ProgramRun run = await platform.Build(
            ["--target=Timed", "--phase=rds-apply", "--build-id=24-01-26-01", "--verbosity=diagnostic", "--", "rds", .. words]);

        Call call = Assert.Single(platform.Calls);
        Assert.Equal(words, call.Arguments);
        Assert.Equal(platform.Root, call.Folder);
        Assert.Empty(call.Beyond(platform.Environment));
        Assert.Equal(3, run.ExitCode);
        string[] row = Assert.Single(await platform.Git.Rows());
        string commit = (await platform.Git.Run("rev-parse", "main"))[..12];
        Assert.Equal(["rds-apply", "dev", "24-01-26-01"], row[2..5]);
        Assert.Equal(["3", $"COMMIT={commit}", "2", "1", "0"], row[6..11]);
        Assert.Equal($"logs/build-timings/rds-apply-dev-24-01-26-01-{row[0].Replace("-", "").Replace(":", "")}.log", row[11]);
        Assert.Equal(["STAGE 1: DATABASE"], (await platform.Git.Steps()).Select(step => step.Step.Name));
        Assert.Contains("rds ended with exit code 3.", run.Error);
        Assert.DoesNotContain(Secret, run.All);
        Assert.DoesNotContain(Secret, await platform.Git.Run("log", "-p", "--format=raw", "--all"));
        Assert.All(
            [
                .. Directory.GetFiles(platform.Path("logs"), "*", SearchOption.AllDirectories),
                .. Directory.GetFiles(platform.Path(".git"), "*", SearchOption.AllDirectories),
            ],
            file => Assert.DoesNotContain(Secret, File.ReadAllText(file)));
    }

    [Fact]
    [Trait("Turn", "a")]
    public async Task What_cannot_be_timed_is_refused_before_anything_runs()
    {
        using Platform platform = await Platform.OfStubs();
        (string[] Arguments, string Message)[] refused =
        [
            (["--target=Timed", "--", "terraform"], "--target=Timed needs --phase, the name that the row gets. "),
            (["--target=Timed", "--phase=x"], "--target=Timed needs a command, which stands behind --. "),
            (["--target=Timed", "--phase=x", "--"], "--target=Timed needs a command, which stands behind --. "),
            (["--target=Timed", "--phase=x", "--", "no-such-program", Secret], "no-such-program is not on PATH.\n"),
            (["--target=Timed", "--phase=x", "--", "scripts/no.sh", Secret], $"scripts/no.sh does not exist in {platform.Root}.\n"),
            (["--target=Timed", "--phase=x", "--", $"PASSWORD={Secret}", "terraform"],
                "the command begins with a variable, where its program is to stand: write env in front of it.\n"),
            (["--target=Timed", "--phase=x", "--env=stagin", "--", "terraform"], "environment 'stagin' does not exist: "),
            (["--target=DeployPersistent", "--", "--env=staging"],
                "what stands behind -- is a command, and --target=Timed alone runs one; options stand in front of it.\n"),
        ];
        foreach ((string[] arguments, string message) in TestSample.Of(refused, count: 3))
        {
            ProgramRun run = await platform.Build(arguments);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith($"Error: {message}", run.Error);
            Assert.DoesNotContain(Secret, run.All);
            if (message.Contains("needs", StringComparison.Ordinal)) Assert.EndsWith("-- make rds-apply ENV=dev\n", run.Error);
        }

        Assert.Empty(platform.Calls);
        Assert.Empty(platform.Journal);
        Assert.Empty(platform.Logs);
    }

    [Fact]
    [Trait("Turn", "b")]
    public async Task In_a_folder_without_environments_and_without_a_repository_a_command_runs_all_the_same()
    {
        using Platform platform = await Platform.OfStubs(inGit: false);
        Directory.Delete(platform.Path("envs"), recursive: true);

        ProgramRun run = await platform.Build(
            "--target=Timed", "--phase=greet", "--env=anywhere", "--", "bash", "-c", "echo hello; exit 7");

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("\nhello\n", run.Output);
        Assert.Contains("No timing will be recorded, the build goes on: ", run.All);
        Assert.StartsWith("logs/build-timings/greet-anywhere-persistent-", Assert.Single(platform.Logs));
    }
}
