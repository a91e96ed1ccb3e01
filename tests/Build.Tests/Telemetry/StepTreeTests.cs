using BuildTiming.Model;
using BuildTiming.Telemetry;

namespace Build.Tests.Telemetry;

/// <summary>Which part of a phase another one is in.</summary>
public sealed class StepTreeTests
{
    private static readonly Step[] Wider =
    [
        Ended.Step(StepKind.Stage, "Stage 1", 10, 50),
        Ended.Step(StepKind.Stage, "Stage 2", 60, 30),
        Ended.Step(StepKind.Pass, "Pass 1/2", 12, 20),
        Ended.Step(StepKind.Pass, "Pass 2/2", 32, 28),
    ];

    [Theory]
    [InlineData(11, "Stage 1")]
    [InlineData(12, "Pass 1/2")]
    [InlineData(31.999, "Pass 1/2")]
    [InlineData(32, "Pass 2/2")]
    [InlineData(60, "Stage 2")]
    [InlineData(9.999, null)]
    [InlineData(90, null)]
    public void A_resource_is_in_what_began_last_of_what_is_under_way(double at, string? parent) =>
        Assert.Equal(parent, StepTree.ParentOf(Ended.Step(StepKind.Resource, "aws_vpc.this", at, 500), Wider)?.Name);

    [Fact]
    public void A_pass_is_in_a_stage_and_a_stage_in_none()
    {
        Assert.Equal("Stage 1", StepTree.ParentOf(Wider[2], Wider)?.Name);
        Assert.Null(StepTree.ParentOf(Wider[1], Wider));
    }

    [Fact]
    public void A_pass_that_begins_with_its_stage_is_around_what_begins_then()
    {
        Step[] wider = [Ended.Step(StepKind.Stage, "Stage 1", 10, 50), Ended.Step(StepKind.Pass, "Pass 1/2", 10, 20)];

        Assert.Equal("Pass 1/2", StepTree.ParentOf(Ended.Step(StepKind.Resource, "aws_vpc.this", 10, 1), wider)?.Name);
        Assert.Equal("Stage 1", StepTree.ParentOf(wider[1], wider)?.Name);
    }

    [Fact]
    public void What_takes_no_time_is_around_what_comes_with_it() =>
        Assert.Equal("Stage 1", StepTree.ParentOf(
            Ended.Step(StepKind.Resource, "aws_vpc.this", 10, 0), [Ended.Step(StepKind.Stage, "Stage 1", 10, 0)])?.Name);

    [Theory]
    [InlineData("[vpc] aws_vpc.this", "[vpc] Stage 1")]
    [InlineData("[db] aws_db.this", "Stage of all")]
    [InlineData("aws_vpc.this", "Stage of all")]
    public void Units_that_run_side_by_side_keep_to_themselves(string name, string parent)
    {
        Step[] wider = [Ended.Step(StepKind.Stage, "Stage of all", 10, 50), Ended.Step(StepKind.Stage, "[vpc] Stage 1", 11, 20)];

        Assert.Equal(parent, StepTree.ParentOf(Ended.Step(StepKind.Resource, name, 12, 1), wider)?.Name);
    }
}
