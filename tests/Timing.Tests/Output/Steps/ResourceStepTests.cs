using BuildTiming.Model;

namespace Timing.Tests.Output.Steps;

/// <summary>Resources, by a clock that a test holds.</summary>
public sealed class ResourceStepTests
{
    private readonly StepScene _scene = new();

    [Fact]
    public void Each_action_is_timed_from_its_begin_to_its_end() => Assert.Equal(
        [
            "Resource aws_eks_cluster.this Create 4+75.5 Ok",
            "Resource module.net.aws_subnet.private[\"a,b\"] Update 3+2.25 Ok",
            "Resource aws_vpc.old[0] Delete 2+2 Ok",
            "Resource data.aws_ami.this Read 1+0.5 Ok",
        ],
        _scene.Waits(1).Says("data.aws_ami.this: Reading...").Waits(0.5).Says("data.aws_ami.this: Read complete after 1s [id=ami-1]")
            .Waits(0.5).Says("\e[0m\e[1maws_vpc.old[0]: Destroying... [id=vpc-1]\e[0m")
            .Waits(1).Says("module.net.aws_subnet.private[\"a,b\"]: Modifying... [id=s-1]")
            .Waits(1).Says("aws_vpc.old[0]: Destruction complete after 2s", "aws_eks_cluster.this: Creating...")
            .Waits(1.25).Says("module.net.aws_subnet.private[\"a,b\"]: Modifications complete after 2s [id=s-1]")
            .Waits(8.75).Says("aws_eks_cluster.this: Still creating... [00m10s elapsed]")
            .Waits(65.5).Says("aws_eks_cluster.this: Creation complete after 1m15s [id=c]").Lines());

    [Fact]
    public void A_replaced_resource_is_two_and_a_deposed_one_goes_by_its_address() => Assert.Equal(
        ["Resource a.b Delete 3+2 Ok", "Resource a.b Delete 0+1 Ok", "Resource a.b Create 1+1 Ok", "Resource a.b Create 2+1 Ok"],
        _scene.Says("a.b: Destroying... [id=1]").Waits(1).Says("a.b: Destruction complete after 1s", "a.b: Creating...")
            .Waits(1).Says("a.b: Creation complete after 1s [id=2]", "a.b: Creating...")
            .Waits(1).Says("a.b: Creation complete after 1s [id=3]", "a.b (deposed object 1a2b3c4d): Destroying... [id=2]")
            .Waits(2).Says("a.b (deposed object 1a2b3c4d): Destruction complete after 2s").Lines());

    [Theory]
    [InlineData("1m2s", 38, 62)]
    [InlineData("0s", 100, 0)]
    [InlineData("5m0s", 0, 100)]
    public void Where_only_the_end_was_seen_Terraforms_own_figure_counts(string took, double start, double duration) => Assert.Equal(
        [$"Resource a.b Create {start}+{duration} Ok"],
        _scene.Waits(100).Says($"a.b: Creation complete after {took} [id=1]").Lines());

    [Theory]
    [InlineData(1.2, "2s", 50, 1.2)]
    [InlineData(1.2, "1s", 50, 1.2)]
    [InlineData(1.2, "3s", 48.2, 3)]
    [InlineData(30, "4s", 50, 4)]
    public void Where_the_output_came_late_Terraforms_own_figure_counts(double seen, string took, double start, double duration) =>
        Assert.Equal(
            [FormattableString.Invariant($"Resource a.b Create {start}+{duration} Ok")],
            _scene.Waits(50).Says("a.b: Creating...").Waits(seen).Says($"a.b: Creation complete after {took} [id=1]").Lines());

    [Fact]
    public void What_has_begun_and_not_ended_is_unfinished_and_lasts_as_long_as_something_is_heard_of_it() => Assert.Equal(
        ["Resource a.b Create 0+25 Unfinished", "Resource a.c Create 0+10 Unfinished", "Resource a.d Delete 24+1 Unfinished"],
        _scene.Says("a.b: Creating...", "a.c: Creating...").Waits(10).Says("a.b: Still creating... [10s elapsed]")
            .Waits(10).Says("a.b: Still creating... [20s elapsed]").Waits(4).Says("a.d: Destroying...").Waits(1).Lines());

    [Fact]
    public void A_resource_that_begins_anew_had_been_stopped_before() => Assert.Equal(
        ["Resource a.b Create 0+10 Unfinished", "Resource a.b Create 60+1 Ok"],
        _scene.Says("a.b: Creating...").Waits(60).Says("a.b: Creating...").Waits(1).Says("a.b: Creation complete after 1s").Lines());

    [Theory]
    [InlineData("╷\n│ Error: no\n│ \n│   with module.m[\"x\"].a.b,\n│   on main.tf line 1, in resource \"a\" \"b\":\n"
        + "│    1: x {\n╵")]
    [InlineData("╷\n│ Error: no\n│ \n│ Error: of a script\n│   with module.m[\"x\"].a.b,\n╵")]
    [InlineData("\e[31m╷\e[0m\n\e[31m│\e[0m \e[0m\e[1mError: \e[0m\e[1mno\e[0m\n\e[31m│\e[0m \e[0m  with module.m[\"x\"].a.b,\n╵")]
    [InlineData("\nError: no\n\n  with module.m[\"x\"].a.b,\n  on main.tf line 1:\n")]
    [InlineData("module.m[\"x\"].a.b: Creation errored after 5s")]
    public void What_an_error_names_has_failed(string error) => Assert.Equal(
        ["Resource module.m[\"y\"].a.b Create 0+5 Ok", "Resource module.m[\"x\"].a.b Create 0+5 Failed"],
        _scene.Says("module.m[\"x\"].a.b: Creating...", "module.m[\"y\"].a.b: Creating...").Waits(5)
            .Says("module.m[\"y\"].a.b: Creation complete after 5s").Says(error).Waits(100).Lines());

    [Theory]
    [InlineData("╷\n│ Warning: Deprecated\n│ \n│   with a.b,\n╵")]
    [InlineData("  with a.b,")]
    [InlineData("│   with a.b,")]
    [InlineData("╷\n│ Error: no\n╵\n│   with a.b,")]
    [InlineData("a.c (local-exec): ╷\na.c (local-exec): │ Error: no\na.c (local-exec): │   with a.b,")]
    public void What_names_a_resource_otherwise_is_no_failure(string text) => Assert.Equal(
        ["Resource a.b Create 0+1 Ok"],
        _scene.Says("a.b: Creating...").Says(text).Waits(1).Says("a.b: Creation complete after 1s").Lines());

    [Fact]
    public void A_failed_resource_lasted_no_longer_than_something_was_heard_of_it() => Assert.Equal(
        ["Resource a.slow Create 0+600 Ok", "Resource a.b Create 0+20 Failed"],
        _scene.Says("a.b: Creating...", "a.slow: Creating...").Waits(10).Says("a.b: Still creating... [10s elapsed]").Waits(590)
            .Says("a.slow: Creation complete after 10m0s", "╷", "│ Error: no", "│   with a.b,", "╵").Lines());

    [Fact]
    public void A_deposed_object_fails_when_an_error_names_its_resource() => Assert.Equal(
        ["Resource a.b Delete 0+2 Failed", "Resource a.c Delete 0+2 Unfinished"],
        _scene.Says("a.b (deposed object 1a): Destroying... [id=1]", "a.c (deposed object 1b): Destroying... [id=2]").Waits(2)
            .Says("╷", "│ Error: no", "│   with a.b,", "╵").Lines());

    [Fact]
    public void The_slowest_are_kept_and_the_others_summed_up()
    {
        var scene = new StepScene(2);
        scene.Says("a.slow: Creating...", "a.failed: Creating...", "data.a.read: Reading...", "a.slower: Creating...").Waits(1)
            .Says("data.a.read: Read complete after 1s").Waits(1).Says("╷", "│ Error: no", "│   with a.failed,", "╵").Waits(1)
            .Says("a.slow: Creation complete after 3s").Waits(1).Says("a.slower: Creation complete after 4s");
        Assert.Equal(
            ["Resource a.slower Create 0+4 Ok", "Resource a.slow Create 0+3 Ok", "Resource (2 more) 0+3 Failed"], scene.Lines());
        Assert.Equal((0, 2), (scene.Progress.InProgress, scene.Progress.Done));
    }

    [Fact]
    public void It_says_how_many_resources_are_in_progress_and_done_and_reading_is_neither()
    {
        _scene.Says("data.a.b: Reading...", "a.b: Creating...", "a.c: Modifying...", "a.d: Destroying...");
        Assert.Equal((3, 0), (_scene.Progress.InProgress, _scene.Progress.Done));
        _scene.Says("data.a.b: Read complete after 0s", "a.b: Creation complete after 0s", "a.d: Destruction complete after 0s");
        Assert.Equal((1, 2), (_scene.Progress.InProgress, _scene.Progress.Done));
    }

    [Fact]
    public void Lines_that_are_quoted_are_no_steps() => Assert.Equal(
        ["Resource a.b Create 0+1 Ok"],
        _scene.Says("a.b: Creating...").Waits(1).Says("a.b: Creation complete after 1s", "note = <<EOT", "a.c: Creating...", "EOT")
            .Says("", "Error: local-exec provisioner error", "", "Error running command 'x': exit status 1. Output: x", "a.d: Creating...")
            .Lines());

    [Fact]
    public void A_last_line_without_a_line_break_counts() => Assert.Equal(
        ["Resource a.b Create 0+1 Ok"],
        _scene.Says("a.b: Creating...").Waits(1).Writes("a.b: Creation complete after 1s"u8).Lines());

    [Fact]
    public void Units_of_Terragrunt_are_told_apart()
    {
        _scene.Says("14:23:45.123 STDOUT [app] terraform: a.b: Creating...").Waits(1)
            .Says("14:23:46.123 STDOUT [net] terraform: a.b: Creating...").Waits(1)
            .Says("14:23:47.123 STDOUT [net] terraform: Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
            .Says("14:23:47.123 STDOUT [app] terraform: a.b: Creation complete after 2s [id=1]", "[net] a.b: Creation complete after 1s")
            .Says("14:23:47.123 STDOUT [app] terraform: Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
            .Says("14:23:47.123 STDOUT [app] terraform: ╷", "14:23:47.123 STDOUT [net] terraform: ╷")
            .Says("14:23:47.123 STDOUT [app] terraform: │ Error: no");

        Assert.Equal(["Resource [app] a.b Create 0+2 Ok", "Resource [net] a.b Create 1+1 Ok"], _scene.Lines());
        Assert.True(_scene.Reader.HasFailed);
    }

    [Fact]
    public void A_run_of_one_unit_does_not_cut_into_that_of_another()
    {
        _scene.Says("[app] a.b: Creation complete after 1s", "[net] Plan: 1 to add, 0 to change, 0 to destroy.")
            .Says("[net] a.b: Creation complete after 1s", "[app] Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
            .Says("[net] Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
        Assert.Equal(new ResourceCounts(2, 0, 0), _scene.Reader.Resources);
    }
}
