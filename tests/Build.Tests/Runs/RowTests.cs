using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Build.Tests.Programs;

namespace Build.Tests.Runs;

/// <summary>The row, its log and its commit agree with each other and with what the phase printed.</summary>
public sealed class RowTests
{
    private const string Header =
        "start_time_utc,end_time_utc,phase,env,build_id,duration_seconds,exit_code,flags,resources_added,resources_changed,"
        + "resources_destroyed,log_path";

    // Every byte value, colours, a carriage return, both streams in turn, and a prompt without a line break at the end.
    private const string Output =
        """
        printf "$(printf '\\x%x' {1..255})"; printf '\0'
        printf 'out 1\n'; printf 'err 1\n' >&2; printf 'out 2\r\n'; printf 'err 2\n' >&2
        printf '\e[1m\e[32mApply complete! Resources: 2 added, 0 changed, 1 destroyed.\e[0m\n'
        printf 'Enter a value: '
        """;

    [Fact]
    public async Task A_row_a_log_and_a_commit_tell_the_same()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("goldenpath-idp-bootstrap-v3.sh", $"until grep -q COMMIT= .git/build-timings/*.json; do sleep 0.05; done\n{Output}");
        byte[] expected = Expected();

        ProgramRun run = await platform.Build("--target=BootstrapPersistent");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(Header, (await platform.Git.Lines("governance-registry", Platform.Csv))[0]);
        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Equal(12, row.Length);
        Assert.Equal(["bootstrap-persistent", "dev", "persistent"], row[2..5]);
        Assert.Equal(["0",
            "ENV_NAME=dev NODE_INSTANCE_TYPE=t3.small SKIP_ARGO_SYNC_WAIT=true SKIP_CERT_MANAGER_VALIDATION=true COMPACT_OUTPUT=false "
            + "SCALE_DOWN_AFTER_BOOTSTRAP=false BOOTSTRAP_VERSION=v3 REGION=eu-west-2 "
            + $"COMMIT={(await platform.Git.Run("rev-parse", "main"))[..12]}", "2", "0", "1"], row[6..11]);
        Assert.Equal(long.Parse(row[5], CultureInfo.InvariantCulture), (Time(row[1]) - Time(row[0])).TotalSeconds);

        string stamp = row[0].Replace("-", "").Replace(":", "");
        Assert.Equal($"logs/build-timings/bootstrap-persistent-dev-persistent-{stamp}.log", row[11]);
        Assert.Equal([row[11]], platform.Logs);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, platform.ModeOf(row[11]));
        byte[] log =
        [
            .. Encoding.UTF8.GetBytes($"# bootstrap-persistent dev persistent started {row[0]}\n"), .. expected,
            .. Encoding.UTF8.GetBytes($"\n# bootstrap-persistent dev persistent finished {row[1]} exit_code=0 duration_seconds={row[5]}\n"),
        ];
        Assert.Equal(log, await File.ReadAllBytesAsync(platform.Path(row[11])));

        Assert.Equal(
            $"""
            chore(registry): record bootstrap-persistent for dev build persistent

            Duration: {row[5]}s
            Exit Code: 0
            Resources: +2 ~0 -1
            Log: {row[11]}
            A developer <developer@example.org> A developer <developer@example.org>
            """,
            Regex.Replace(
                (await platform.Git.Run("log", "-1", "--format=%B%an <%ae> %cn <%ce>", "governance-registry")).Trim(),
                @"\nRun: \d{8}T\d{6}Z-[0-9a-f]{16}\n", ""));
    }

    [Fact]
    public async Task The_end_of_a_run_is_a_table_and_a_command_that_shows_the_rows_when_pasted()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", "echo 'Apply complete! Resources: 10 added, 0 changed, 0 destroyed.'");

        ProgramRun run = await platform.Build("--target=DeployPersistent");

        string[] lines = run.Output.Split('\n');
        Assert.Matches(@"^  (ok|✓) +apply-persistent +\d+s  \+10 ~0 -0$", Assert.Single(lines, line => line.Contains("+10 ~0 -0")));
        string log = Assert.Single(lines,
            line => Regex.IsMatch(line, @"^    /.*/logs/build-timings/apply-persistent-dev-persistent-\d{8}T\d{6}Z(-\d+)?\.log$"));
        Assert.True(File.Exists(log.Trim()), log);
        int said = Array.IndexOf(lines, "2 timing rows are on the local branch governance-registry. See:");
        Assert.True(said > 0, run.Output);
        ProgramRun pasted = await platform.Run([], "bash", "-c", $"cd / && {lines[said + 1].Trim()}");
        Assert.Equal(await platform.Git.Rows(), pasted.Output.TrimEnd().Split('\n').Select(line => line.Split(',')));
        Assert.Equal(2, (await platform.Git.Rows()).Length);
    }

    [Fact]
    public async Task Secrets_of_the_environment_reach_the_command_and_nothing_that_is_recorded()
    {
        const string secret = "hunter2-hunter2-hunter2";
        using Platform platform = await Platform.OfStubs();

        ProgramRun run = await platform.Build(
            [("TF_VAR_password", secret), ("AWS_SECRET_ACCESS_KEY", secret), ("GIT_COMMITTER_NOTE", secret)], "--target=DeployPersistent");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(secret, platform.Calls[0].Variables["TF_VAR_password"]);
        Assert.All(platform.Calls, call => Assert.DoesNotContain(call.Arguments, argument => argument.Contains(secret)));
        Assert.DoesNotContain(secret, run.All);
        Assert.DoesNotContain(secret, await platform.Git.Run("log", "-p", "--format=raw", "governance-registry"));
        Assert.All(platform.Logs, log => Assert.DoesNotContain(secret, File.ReadAllText(platform.Path(log))));
        string[] recorded = Directory.GetFiles(platform.Path(".git/build-timings"), "*", SearchOption.AllDirectories);
        Assert.All(recorded, file => Assert.DoesNotContain(secret, File.ReadAllText(file)));
    }

    [Fact]
    public async Task A_journal_entry_that_waits_holds_no_secret_either_and_only_its_owner_reads_it()
    {
        const string secret = "hunter2-hunter2-hunter2";
        using Platform platform = await Platform.OfStubs();
        platform.Does("terraform", $"echo password {secret}");

        await platform.Build([("TF_VAR_password", secret)], "--target=ApplyPersistent", "--registry-branch=main");

        string entry = ".git/build-timings/" + Assert.Single(platform.Journal);
        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(platform.Path(entry)));
        Assert.Equal(UnixFileMode.None, platform.ModeOf(entry) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    private static DateTimeOffset Time(string cell) =>
        DateTimeOffset.ParseExact(cell, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static byte[] Expected() =>
    [
        .. Enumerable.Range(1, 255).Select(value => (byte)value), 0,
        .. "out 1\nerr 1\nout 2\r\nerr 2\n\u001b[1m\u001b[32mApply complete! Resources: 2 added, 0 changed, 1 destroyed.\u001b[0m\n"u8,
        .. "Enter a value: "u8,
    ];
}
