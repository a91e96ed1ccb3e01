using System.Text;
using BuildTiming.Model;

namespace Timing.Tests.Output.Steps;

/// <summary>What is kept does not grow with what is printed, and names cannot do harm.</summary>
public sealed class StepBoundTests
{
    private readonly StepScene _scene = new();

    [Fact]
    public void A_line_that_goes_on_allocates_nothing()
    {
        byte[] line = Encoding.UTF8.GetBytes("module.m.aws_eks_cluster.this[\"a\"]: Still creating... [10s elapsed]\nother text ...\n");
        _scene.Says("module.m.aws_eks_cluster.this[\"a\"]: Creating...").Writes(line);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) _scene.Writes(line);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_hundred_thousand_resources_leave_fifty_steps_and_one_that_sums_up()
    {
        for (int i = 0; i < 100_000; i++)
            _scene.Says($"a.b[{i}]: Creating...").Waits(0.001).Says($"a.b[{i}]: Creation complete after 0s [id={i}]");
        IReadOnlyList<Step> steps = _scene.Ended();

        Assert.Equal((51, "(99950 more)"), (steps.Count, steps[^1].Name));
        Assert.Equal(100_000, _scene.Progress.Done);
    }

    [Fact]
    public void Behind_a_thousand_stages_the_one_that_the_phase_is_in_still_has_its_name()
    {
        for (int i = 0; i < 1_500; i++) _scene.Says($"##### STAGE {i}: S #####");
        _scene.Says("##### STAGE 9999: THE LAST #####");

        IReadOnlyList<Step> steps = _scene.Ended();

        Assert.Contains(steps, step => step.Name == "STAGE 9999: THE LAST");
        Assert.Contains(steps, step => step.Name == "(500 more)");
    }

    [Fact]
    public void Of_resources_that_never_end_only_so_many_are_followed()
    {
        for (int i = 0; i < 10_000; i++) _scene.Says($"a.b[{i}]: Creating...");
        Assert.Equal(4_096, _scene.Progress.InProgress);
        _scene.Waits(5).Says("a.b[9999]: Creation complete after 4s");
        Assert.Equal(1, _scene.Progress.Done);
        Assert.Equal("(4047 more)", _scene.Ended()[^1].Name);
    }

    [Fact]
    public void Of_units_only_so_many_are_told_apart()
    {
        for (int i = 0; i < 2_000; i++) _scene.Says($"[u{i}] a.b: Creating...", $"[u{i}] a.b: Creation complete after 0s");
        Assert.Equal(new ResourceCounts(2_000, 0, 0), _scene.Reader.Resources);
        Assert.Equal("(1950 more)", _scene.Ended()[^1].Name);
    }

    [Fact]
    public void A_value_without_end_holds_back_only_so_much()
    {
        _scene.Says("note = <<EOT");
        for (int i = 0; i < 3_000; i++) _scene.Says($"a.b[{i}]: Creation complete after 0s");
        Assert.Equal(0, _scene.Progress.Done);
        for (int i = 3_000; i < 10_000; i++) _scene.Says($"a.b[{i}]: Creation complete after 0s");
        Assert.Equal(10_000, _scene.Progress.Done);
        Assert.Equal("(9950 more)", _scene.Ended()[^1].Name);
    }

    [Fact]
    public void Many_units_hold_back_no_more_together_than_fits()
    {
        for (int unit = 0; unit < 20; unit++) _scene.Says($"[u{unit}] note = <<EOT");
        string key = new('k', 1_500);
        for (int i = 0; i < 400; i++)
            for (int unit = 0; unit < 20; unit++) _scene.Says($"[u{unit}] a.b[\"{i}-{key}\"]: Creation complete after 0s");
        Assert.InRange(_scene.Progress.Done, 1, 8_000);
        Assert.Equal("(7950 more)", _scene.Ended()[^1].Name);
    }

    [Fact]
    public void Of_the_resources_that_errors_name_only_so_many_are_remembered()
    {
        var output = new StringBuilder();
        for (int i = 0; i < 256; i++)
            for (int unit = 0; unit < 40; unit++)
                output.Append($"[u{unit}] ╷\n[u{unit}] │ Error: no\n[u{unit}] │   with a.b{i}_{new string('x', 1_000)},\n");
        byte[] bytes = Encoding.UTF8.GetBytes(output.ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        _scene.Writes(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1 << 20, 6 << 20);
    }

    [Fact]
    public void Who_begins_anew_makes_room_for_another_that_an_error_names()
    {
        for (int i = 0; i < 20_000; i++)
        {
            _scene.Says("╷", "│ Error: no", $"│   with a.b[{i}],", "╵")
                .Says($"a.b[{i}]: Creating...", $"a.b[{i}]: Creation complete after 0s");
        }

        _scene.Says("╷", "│ Error: no", "│   with a.c,", "╵", "a.c (deposed object 1a2b3c4d): Destroying...")
            .Says("╷", "│ Error: no", "│   with a.c,", "╵").Waits(9);
        Assert.Contains(_scene.Ended(StepOutcome.Unfinished), step => step is { Name: "a.c", Outcome: StepOutcome.Failed });
    }

    [Fact]
    public void Counts_and_sums_grow_no_further_than_a_row_can_hold()
    {
        for (int i = 0; i < 300; i++) _scene.Says("Apply complete! Resources: 9999999 added, 0 changed, 9999999 destroyed.");
        Assert.Equal(new ResourceCounts(int.MaxValue, 0, int.MaxValue), _scene.Reader.Resources);

        var total = default(StepTotal);
        total.Add(_scene.Start, TimeSpan.Zero, StepOutcome.Ok, int.MaxValue);
        total.Add(_scene.Start, TimeSpan.Zero, StepOutcome.Ok);
        Assert.Equal("(2147483647 more)", total.ToStep(StepKind.Resource)!.Name);
    }

    [Fact]
    public void By_a_clock_that_was_set_back_nothing_takes_less_than_no_time()
    {
        _scene.Says("##### STAGE 1: A #####").Waits(-60).Says("##### STAGE 2: B #####");
        Assert.All(_scene.Ended(), step => Assert.Equal((TimeSpan.Zero, _scene.Start), (step.Duration, step.Start)));
    }

    [Fact]
    public void A_name_that_is_no_text_is_made_one_and_a_long_one_is_cut()
    {
        string key = new('k', 5_000);
        _scene.Writes([.. "a.b[\"a"u8, 0xff, 0x07, .. "\"]: Creating...\n"u8]).Says($"a.b[\"{key}\"]: Creating...").Waits(1)
            .Says($"a.b[\"{key}\"]: Creation complete after 1s");
        IReadOnlyList<Step> steps = _scene.Ended();

        Assert.Equal(["a.b[\"a\ufffd \"]", $"a.b[\"{key[..506]}…"], steps.Select(step => step.Name).Order(StringComparer.Ordinal));
    }
}
