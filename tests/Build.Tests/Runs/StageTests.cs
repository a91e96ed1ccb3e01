using Build.Tests.Programs;
using BuildTiming.Model;
using BuildTiming.Rows;

namespace Build.Tests.Runs;

/// <summary>The steps of a run stand on the registry branch beside its row.</summary>
public sealed class StageTests
{
    private const string Script = "goldenpath-idp-bootstrap-v4.sh";

    [Fact]
    public async Task A_phase_that_fails_names_the_stage_it_failed_in_and_its_slowest_resource_in_the_commit_of_its_row()
    {
        using Platform platform = await Platform.OfStubs();
        platform.Write("cake.config", """
            [Timing]
            StepLimit=1
            [Stages]
            Pattern=^>>> (?<name>.+)$|^(?<end><<<)$

            """);
        platform.Does(Script, """
            echo '>>> Nodes, "spot"'; echo '<<<'; echo '[2026-01-24T14:43:27Z] === Stage 2: Apply ==='
            echo 'a.b["x,y"]: Creating...'; echo 'a.b["x,y"]: Creation complete after 0s [id=1]'
            echo 'a.slow: Creation complete after 1m2s [id=2]'; echo 'a.b[2]: Destroying... [id=3]'; exit 3
            """);

        ProgramRun run = await platform.Run(
            [], HostUnderTest.Script, $"--working={platform.Root}", "--target=BootstrapPersistent", "--bootstrap-version=v4");

        Assert.True(run.ExitCode == 3, run.All);
        string[] row = Assert.Single(await platform.Git.Rows());
        RegistryStep[] steps = await platform.Git.Steps();
        Assert.Equal(
            ["Stage Nodes, \"spot\"  Ok", "Stage Stage 2: Apply  Failed"],
            steps[..2].Select(step => $"{step.Step.Kind} {step.Step.Name} {step.Step.Action} {step.Step.Outcome}"));
        // Which of them was the slowest, the machine decides.
        Assert.Equal([StepKind.Resource, StepKind.Resource], steps[2..].Select(step => step.Step.Kind));
        Assert.Contains(steps[2].Step.Name, (string[])["a.b[\"x,y\"]", "a.slow", "a.b[2]"]);
        Assert.Equal("(2 more)", steps[3].Step.Name);
        Assert.All(steps, step => Assert.Equal(
            [row[0], .. row[2..5]], [$"{step.StartUtc:yyyy-MM-ddTHH:mm:ssZ}", step.Phase, step.Env, step.BuildId]));
        string[] changed = (await platform.Git.Run("show", "--name-only", "--format=", "governance-registry")).Trim().Split('\n');
        Assert.Equal([Platform.StepCsv, Platform.Csv], changed);
    }
}
