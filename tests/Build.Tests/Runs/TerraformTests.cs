using System.Globalization;
using System.Text.RegularExpressions;
using Build.Tests.Programs;
using BuildTiming.Model;
using Tests.Shared.Facts;

namespace Build.Tests.Runs;

/// <summary>The sample platform, deployed and torn down by real Terraform.</summary>
public sealed partial class TerraformTests
{
    [TerraformFact]
    public async Task A_deploy_that_fails_midway_is_repaired_by_the_next_and_a_teardown_destroys_everything()
    {
        using Platform platform = await Platform.OfSample();
        platform.Write("README.md", "changed and not committed\n");
        platform.Write("environments/development/latest/build_timings.csv", "untracked\n");
        string state = await platform.Git.StateAsync();

        ProgramRun failed = await platform.Build([("TF_VAR_fail_at", "cluster")], "--target=DeployPersistent");
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(state, await platform.Git.StateAsync());
        int created = Created().Count(failed.Output);
        Assert.Equal(5, created);

        ProgramRun deployed = await platform.Build("--target=DeployPersistent");
        Assert.Equal(0, deployed.ExitCode);
        Assert.Equal(state, await platform.Git.StateAsync());

        ProgramRun refused = await platform.Build("--target=TeardownPersistent");
        Assert.Equal(1, refused.ExitCode);
        ProgramRun destroyed = await platform.Build("--target=TeardownPersistent", "--confirm-destroy=yes");
        Assert.Equal(0, destroyed.ExitCode);
        Assert.Equal(state, await platform.Git.StateAsync());

        string[][] rows = await platform.Git.Rows();
        Assert.Equal(
            [
                $"apply-persistent 1 {created} 0 0", "apply-persistent 0 " + Summary(deployed)[0],
                "bootstrap-persistent 0 " + Summary(deployed)[1],
                "teardown-persistent 0 0 0 17",
            ],
            rows.Select(row => string.Join(' ', row[2], row[6], row[8], row[9], row[10])));
        Assert.Contains("Destroy complete! Resources: 17 destroyed.", destroyed.Output);
        Assert.All(rows, row => Assert.Matches($"^logs/build-timings/{row[2]}-dev-persistent-.*\\.log$", row[11]));
        Assert.Equal(rows.Select(row => row[11]).Order(), platform.Logs.Order());
        await AssertStepsAsync(platform, rows);
    }

    [TerraformFact]
    [Trait("Turn", "a")]
    public async Task A_teardown_script_that_ends_with_0_though_Terraform_failed_is_flagged_and_the_run_warns()
    {
        using Platform platform = await Platform.OfSample();
        platform.Write("bootstrap/60_tear_down_clean_up/goldenpath-idp-teardown-v4.sh", """
            for try in 1 2; do "${TF_BIN:-terraform}" -chdir="$TF_DIR" destroy -auto-approve -var undeclared=1 && exit 0; done
            echo "Terraform destroy ultimately failed"

            """);

        ProgramRun run = await platform.Build("--target=TeardownPersistent", "--confirm-destroy=yes");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: teardown-persistent ended with exit code 0, but Terraform's last run in it ended in errors", run.All);
        string[] row = Assert.Single(await platform.Git.Rows());
        Assert.Equal("0", row[6]);
        Assert.Contains("TERRAFORM=failed", row[7].Split(' '));
    }

    [TerraformFact]
    [Trait("Form", "long")]
    public async Task V4_records_one_row_that_sums_both_passes()
    {
        using Platform platform = await Platform.OfSample();
        string state = await platform.Git.StateAsync();

        ProgramRun run = await platform.Build("--target=DeployPersistent", "--bootstrap-version=v4", "--env=staging");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(state, await platform.Git.StateAsync());
        string[] summaries = Summary(run);
        Assert.Equal(2, summaries.Length);
        string[] row = (await platform.Git.Lines("governance-registry", "environments/staging/latest/build_timings.csv"))[1..].Single()
            .Split(',');
        Assert.Equal(("bootstrap-persistent", "staging"), (row[2], row[3]));
        int[] sum = [.. Enumerable.Range(0, 3)
            .Select(column => summaries.Sum(summary => int.Parse(summary.Split(' ')[column], CultureInfo.InvariantCulture)))];
        Assert.Equal(sum, row[8..11].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
        Assert.Equal("SKIP_ARGO_SYNC_WAIT=true BOOTSTRAP_VERSION=v4 REGION=eu-west-2", row[7].Split(" COMMIT=")[0]);
    }

    /// <summary>Each run's steps are parts of it, and as many and as long as Terraform has it in the run's log.</summary>
    private static async Task AssertStepsAsync(Platform platform, string[][] rows)
    {
        ILookup<string, Step> steps =
            (await platform.Git.Steps()).ToLookup(step => $"{Utc.Format(step.StartUtc)} {step.Phase}", step => step.Step);
        // Two runs of a phase that began in the same second have their steps in common.
        foreach (IGrouping<string, string[]> runs in rows.GroupBy(row => $"{row[0]} {row[2]}"))
        {
            Step[] stages = [.. steps[runs.Key].Where(step => step.Kind == StepKind.Stage)];
            // The row is rounded to seconds.
            double taken = runs.Sum(row => int.Parse(row[5], CultureInfo.InvariantCulture) + 0.5);
            Assert.InRange(stages.Sum(stage => stage.Duration.TotalSeconds), 0, taken);
            Assert.All(stages.Zip(stages.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Duration <= pair.Second.Start));
            (string Address, double Seconds)[] told = [.. runs.SelectMany(row => ToldIn(platform.Path(row[11]))).Order()];
            Step[] done = [.. steps[runs.Key].Where(step => step is { Kind: StepKind.Resource, Outcome: StepOutcome.Ok })
                .OrderBy(step => step.Name).ThenBy(step => step.Duration)];
            Assert.Equal(told.Select(line => line.Address), done.Select(step => step.Name));
            Assert.All(told.Zip(done), pair =>
                Assert.InRange(pair.Second.Duration.TotalSeconds, pair.First.Seconds - 1, pair.First.Seconds + 1));
        }

        Step[] all = [.. steps.SelectMany(run => run)];
        Assert.Equal("terraform_data.cluster Failed", string.Join(", ",
            all.Where(step => step.Outcome != StepOutcome.Ok).Select(step => $"{step.Name} {step.Outcome}")));
        Assert.Equal(["1", "2", "3", "3B", "4", "5", "6", "1", "2", "3", "3B", "4", "5", "6", "7", "8"],
            all.Where(step => step.Kind == StepKind.Stage).Select(step => step.Name.Split(' ')[1].TrimEnd(':')));
    }

    private static IEnumerable<(string Address, double Seconds)> ToldIn(string log) => Told().Matches(File.ReadAllText(log))
        .Select(line => (line.Groups[1].Value, double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)));

    /// <summary>Added, changed and destroyed of each apply, as Terraform printed them.</summary>
    private static string[] Summary(ProgramRun run) =>
        [.. Applied().Matches(run.Output).Select(match => $"{match.Groups[1]} {match.Groups[2]} {match.Groups[3]}")];

    [GeneratedRegex("Apply complete! Resources: (\\d+) added, (\\d+) changed, (\\d+) destroyed\\.")]
    private static partial Regex Applied();

    [GeneratedRegex(@"(?m)^(?:\e\[[0-9;]*m)*(\S+): (?:Creation|Modifications|Destruction) complete after (\d+)s")]
    private static partial Regex Told();

    [GeneratedRegex("Creation complete after")]
    private static partial Regex Created();
}
