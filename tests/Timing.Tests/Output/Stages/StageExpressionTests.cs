using BuildTiming.Output.Stages;
using Timing.Tests.Output.Steps;

namespace Timing.Tests.Output.Stages;

/// <summary>Dialects that a repository gives by itself.</summary>
public sealed class StageExpressionTests
{
    [Fact]
    public void A_stage_lasts_to_its_end_or_to_the_next_one() => Assert.Equal(
        ["Stage build 0+1 Ok", "Stage test 3+2 Ok", "Stage pack 5+4 Ok"],
        new StepScene(50, "^>>> (?<name>.+)$|^<<< (?<end>.*)$")
            .Says("\e[32m>>> build\e[0m").Waits(1).Says("<<< done").Waits(2).Says(">>>  test ").Waits(2).Says(">>> pack").Waits(4).Lines());

    [Fact]
    public void An_end_that_names_a_stage_ends_no_other() => Assert.Equal(
        ["Stage a 0+1 Ok", "Stage b 1+2 Ok"],
        new StepScene(50, "^(begin|(?<end>end)) (?<name>.+)$")
            .Says("begin a").Waits(1).Says("begin b", "end a").Waits(2).Says("end b").Waits(9).Lines());

    [Fact]
    public void It_may_be_about_the_line_with_its_time_stamp_or_without_it() => Assert.Equal(
        ["Stage a 0+1 Ok", "Stage b 1+1 Ok"],
        new StepScene(50, @"^\[.*Z\] with (?<name>.+)$", "^without (?<name>.+)$")
            .Says("[2026-01-24T14:43:27Z] with a").Waits(1).Says("[2026-01-24T14:43:27Z] without b").Waits(1).Lines());

    [Fact]
    public void Indented_lines_are_read_and_long_ones_are_none() => Assert.Equal(
        ["Stage a 0+1 Ok"],
        new StepScene(50, "^  - (?<name>.+)$").Says("  - a").Waits(1).Says("  - " + new string('b', 600)).Lines());

    [Fact]
    public void A_name_is_made_fit_for_a_file_and_a_terminal()
    {
        var scene = new StepScene(50, "^>(?<name>.+)$");
        scene.Writes(">a\u0007b\u009b\n"u8);
        Assert.Equal("a b", scene.Progress.Stage!.Name);
        Assert.Equal(["Stage a b 0+0 Ok", "Stage '=1+1 0+0 Ok"], scene.Says(">=1+1").Lines());
    }

    [Theory]
    [InlineData("(?<name>", "no regular expression: ")]
    [InlineData("^stage (.*)$", "it has no group (?<name>...), which says what a stage is called.")]
    [InlineData("^(?<name>.+) (?<ends>x)$", "it has a group 'ends'; only the groups name and end mean something.")]
    [InlineData("(?<name>.*)", "it finds a stage in an empty line, and so in every line.")]
    [InlineData(@"^(?<name>.+)(?=x)", "not possible here: ")]
    [InlineData(@"^(?<name>a)\k<name>", "not possible here: ")]
    public void One_that_cannot_be_meant_is_refused(string pattern, string complaint) =>
        Assert.StartsWith(complaint, Assert.Throws<ArgumentException>(() => new StageExpression(pattern)).Message);

    [Fact]
    public void An_expression_that_would_backtrack_for_ever_does_not()
    {
        var scene = new StepScene(50, "^(a+)+(?<name>b)$");
        string line = new('a', 500);
        for (int i = 0; i < 1_000; i++) scene.Says(line);
        Assert.Empty(scene.Lines());
    }
}
