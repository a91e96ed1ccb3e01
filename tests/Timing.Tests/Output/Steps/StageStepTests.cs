using BuildTiming.Model;

namespace Timing.Tests.Output.Steps;

/// <summary>Stages and passes in every dialect, by a clock that a test holds.</summary>
public sealed class StageStepTests
{
    private const string Rule = "==================================================";

    private readonly StepScene _scene = new();

    [Fact]
    public void A_stage_of_bootstrap_v3_lasts_to_its_end_marker() => Assert.Equal(
        ["Stage STAGE 3: NODES 1+5 Ok", "Stage STAGE 3B: SERVICE ACCOUNTS (IRSA) 7+2.5 Ok"],
        _scene.Waits(1).Says("", "##### STAGE 3: NODES #####").Waits(5).Says("----- STAGE 3 DONE -----")
            .Waits(1).Says("\e[1m##### STAGE 3B: SERVICE ACCOUNTS (IRSA) #####\e[0m\r").Waits(2.5).Says("----- STAGE 3B DONE -----")
            .Waits(3).Lines());

    [Fact]
    public void Stages_of_bootstrap_v4_last_to_the_next_one_and_passes_stand_inside_them() => Assert.Equal(
        [
            "Stage Stage 1: Terraform Apply 0+130 Ok",
            "Pass Pass 1/2: Creating EKS cluster (using -target) 10+60 Ok",
            "Pass Pass 2/2: Applying all resources 70+60 Ok",
            "Stage Stage 2: Cluster Access 130+4.25 Ok",
        ],
        _scene.Says("[2026-01-24T14:43:27Z] === Stage 1: Terraform Apply ===")
            .Waits(10).Says("[2026-01-24T14:43:37Z] === Pass 1/2: Creating EKS cluster (using -target) ===")
            .Waits(60).Says("=== Pass 2/2: Applying all resources ===")
            .Waits(60).Says("[14:45:37] === Stage 2: Cluster Access ===").Waits(4.25).Lines());

    [Fact]
    public void A_stage_of_the_teardown_stands_between_two_rules() => Assert.Equal(
        ["Stage STAGE 7: TERRAFORM DESTROY 0+20 Ok", "Stage STAGE 8: SECRETS 25+1 Ok"],
        _scene.Says("", Rule, "  STAGE 7: TERRAFORM DESTROY", Rule)
            .Waits(20).Says("------------- STAGE 7 COMPLETE: TERRAFORM DESTROY -------------")
            .Waits(5).Says(Rule, "STAGE 8: SECRETS", Rule).Waits(1).Lines());

    [Theory]
    [InlineData("STAGE 7: TERRAFORM DESTROY")]
    [InlineData("# STAGE 7: X #")]
    [InlineData("##### STAGE 7 #####")]
    [InlineData("##### STAGE X: Y #####")]
    [InlineData("##### STAGE 7: X")]
    [InlineData("+ printf '##### STAGE 7: X #####'")]
    [InlineData("==== Deployment ====")]
    [InlineData(Rule + "\nTEARDOWN\n" + Rule)]
    [InlineData(Rule + "\nSTAGE 7: X\n\n" + Rule)]
    [InlineData(Rule + "\n\nSTAGE 7: X\n" + Rule)]
    [InlineData("----- STAGE 7 DONE -----")]
    [InlineData("terraform_data.a (local-exec): ##### STAGE 7: X #####")]
    public void What_merely_looks_like_a_stage_is_none(string text) => Assert.Empty(_scene.Says(text).Lines());

    [Fact]
    public void A_late_end_of_another_stage_ends_nothing() => Assert.Equal(
        ["Stage STAGE 1: A 0+1 Ok", "Stage STAGE 2: B 1+3 Ok"],
        _scene.Says("##### STAGE 1: A #####").Waits(1).Says("##### STAGE 2: B #####").Waits(1).Says("----- STAGE 1 DONE -----")
            .Waits(2).Says("----- STAGE 2 DONE -----").Waits(5).Lines());

    [Theory]
    [InlineData("Failed")]
    [InlineData("Unfinished")]
    public void The_stage_that_a_phase_ended_in_ended_like_it(string outcome) => Assert.Equal(
        ["Stage Stage 1: A 0+1 Ok", $"Stage Stage 2: B 1+3 {outcome}", $"Pass Pass 1/1: C 2+2 {outcome}"],
        _scene.Says("=== Stage 1: A ===").Waits(1).Says("=== Stage 2: B ===").Waits(1).Says("=== Pass 1/1: C ===").Waits(2)
            .Lines(Enum.Parse<StepOutcome>(outcome)));

    [Fact]
    public void It_says_in_which_stage_a_phase_is()
    {
        Assert.Null(_scene.Progress.Stage);
        _scene.Says("=== Stage 1: A ===").Waits(1).Says("=== Pass 1/1: B ===");
        Assert.Equal(("Stage 1: A", "Pass 1/1: B", 2), (_scene.Progress.Stage!.Name, _scene.Progress.Pass!.Name, _scene.Begun));
        _scene.Says("=== Stage 2: C ===").Waits(1);
        Assert.Equal(("Stage 2: C", TimeSpan.FromSeconds(1)), (_scene.Progress.Stage!.Name, _scene.Progress.Stage.Start));
        Assert.Null(_scene.Progress.Pass);
        Assert.Equal(["Ok", "Ok", "Unfinished"], _scene.Reader.Steps().Select(step => step.Outcome.ToString()));
    }

    [Fact]
    public void Durations_are_whole_milliseconds_and_those_of_stages_add_up_to_the_time_they_cover()
    {
        for (int i = 0; i < 100; i++) _scene.Says($"=== Stage {i}: A ===").Waits(0.0377777);
        IReadOnlyList<Step> steps = _scene.Ended();

        Assert.Equal(TimeSpan.FromSeconds(3.777), steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Duration));
        Assert.All(steps, step => Assert.Equal((0, 0), (step.Duration.Microseconds, step.Start.Microsecond)));
    }

    [Fact]
    public void Of_too_many_stages_the_rest_is_summed_up()
    {
        for (int i = 0; i < 1_200; i++) _scene.Says($"=== Stage {i}: A ===").Waits(1);
        IReadOnlyList<Step> steps = _scene.Ended();

        Assert.Equal(1_002, steps.Count);
        Assert.Equal(["Stage Stage 1199: A 1199+1 Ok", "Stage (199 more) 1000+199 Ok"], steps.TakeLast(2).Select(_scene.Line));
    }

    [Fact]
    public void A_stage_that_an_output_value_quotes_is_none() => Assert.Equal(
        ["Stage Stage 1: A 0+4 Ok", "Stage Stage 3: C 4+0 Ok"],
        _scene.Says("=== Stage 1: A ===").Waits(2).Says("note = <<EOT", "=== Stage 2: B ===", "a.b: Creating...", "EOT")
            .Waits(2).Says("=== Stage 3: C ===").Lines());

    [Fact]
    public void What_begins_like_an_output_value_and_goes_on_for_long_is_none() => Assert.Equal(
        ["Stage Stage 1: A 0+60 Ok", "Stage Stage 2: B 60+60 Ok"],
        _scene.Says("note = <<EOT", "=== Stage 1: A ===").Waits(60).Says("=== Stage 2: B ===").Waits(60).Lines());
}
