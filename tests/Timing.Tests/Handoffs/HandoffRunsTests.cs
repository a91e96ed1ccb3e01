using BuildTiming.Handoffs;
using BuildTiming.Model;

namespace Timing.Tests.Handoffs;

public sealed class HandoffRunsTests
{
    private const string First = "20260124T144327Z-0000000000000001";
    private const string Second = "20260124T144328Z-0000000000000002";
    private const string Named = "20260124T144329Z-0000000000000003";

    [Theory]
    [InlineData($"chore: record\n\nLog: x\n\nRun: {First}\nRun: {Second}\n", First, Second)]
    [InlineData($"chore: record\n\nRun: {First}\nSomebody: else\nRun: {Second}", First, Second)]
    [InlineData("chore: record\n\nLog: x\n", Named, null)]
    [InlineData("", Named, null)]
    // Too few, too many, twice the same, none of ours, or not among the trailers.
    [InlineData($"chore: record\n\nRun: {First}\n", Named, null)]
    [InlineData($"chore: record\n\nRun: {First}\nRun: {Second}\nRun: {Named}\n", Named, null)]
    [InlineData($"chore: record\n\nRun: {First}\nRun: {First}\n", Named, null)]
    [InlineData($"chore: record\n\nRun: {First}\nRun: ../../etc\n", Named, null)]
    [InlineData($"chore: record\n\nRun: {First}\nRun: {Second}\n\nLog: x\n", Named, null)]
    public void Rows_get_the_runs_that_the_commit_names_or_the_one_of_the_handoffs_own_name(string message, string first, string? second)
    {
        FiledRow[] rows = [new("development", HandoffScene.Row(1)), new("development", HandoffScene.Row(2))];
        Assert.Equal([first, second], HandoffRuns.Name(rows, message, HandoffScene.Prefix + Named).Select(row => row.RunId));
    }
}
