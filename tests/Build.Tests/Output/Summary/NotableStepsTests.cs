using BuildTiming.Model;
using Cake.BuildTiming.Output.Summary;
using static Build.Tests.Output.Summary.PhaseSample;

namespace Build.Tests.Output.Summary;

public sealed class NotableStepsTests
{
    [Fact]
    public void Slow_stages_come_first_then_the_longest_and_no_more_than_three()
    {
        EndedPhase phase = Phase("bootstrap-persistent", 1000, 0, default) with
        {
            Steps = [Stage("a", 0, 100), Stage("b", 100, 400), Stage("c", 500, 300), Stage("d", 800, 150), Stage("slow", 950, 50)],
            History = History([900, 900, 900], Stage("slow", 0, 20), Stage("b", 0, 400)),
        };

        Assert.Equal(["slow", "b", "c"], NotableSteps.Of(phase).Select(step => step.Step.Name));
    }

    [Fact]
    public void A_resource_stands_behind_the_stage_that_it_began_in_and_what_is_outside_of_the_shown_stages_at_the_end()
    {
        EndedPhase phase = Phase("bootstrap-persistent", 1000, 0, default) with
        {
            Steps =
            [
                Stage("before", 0, 50), Stage("apply", 50, 500), Stage("sync", 550, 450), Resource("in.apply", 60, 200),
                Resource("in.before", 10, 150), Resource("data.short", 60, 20),
            ],
        };

        Assert.Equal(["apply", "> in.apply", "sync", "in.before"],
            NotableSteps.Of(phase).Select(step => (step.IsInner ? "> " : "") + step.Step.Name));
    }

    [Fact]
    public void Stages_of_one_name_are_one_and_so_is_work_of_one_kind_on_a_resource()
    {
        EndedPhase phase = Phase("apply-persistent", 1000, 0, default) with
        {
            Steps =
            [
                Stage("try", 0, 200), Stage("try", 300, 300), Resource("a.b", 700, 100, StepAction.Delete), Resource("a.b", 800, 200),
            ],
        };

        Assert.Equal(["try 500", "a.b 200", "a.b 100"],
            NotableSteps.Of(phase).Select(step => $"{step.Step.Name} {step.Duration.TotalSeconds}"));
    }

    [Fact]
    public void What_stands_for_others_what_failed_and_what_a_failed_phase_did_is_none()
    {
        Step[] steps = [Stage(StepSummary.NameOf(70), 0, 900), Stage("failed", 0, 900, StepOutcome.Failed)];
        EndedPhase phase = Phase("apply-persistent", 1000, 0, default) with { Steps = steps };

        Assert.Empty(NotableSteps.Of(phase));
        Assert.Empty(NotableSteps.Of(Phase("apply-persistent", 1000, 1, default) with { Steps = [Stage("a", 0, 900)] }));
    }
}
