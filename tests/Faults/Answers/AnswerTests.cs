using Faults.Checks;
using Faults.Worlds;
using Tests.Shared.Facts;

namespace Faults.Answers;

/// <summary>
/// Git answers wrongly at each of its calls, one after the other: every phase ends as one row. The target Soak gives every call every
/// wrong answer; here merges get one at every third call, since each run of theirs starts dozens of processes.
/// </summary>
public sealed class AnswerTests : WorldTests
{
    private protected override bool HasHooks => false;

    [LinuxTheory]
    [InlineData("none", 1)]
    [InlineData("direct", 1)]
    [InlineData("handoff", 1)]
    [InlineData("merge", 3)]
    [InlineData(AnswerRun.Overtaken, 3)]
    public async Task Whatever_git_answers_every_started_phase_ends_as_exactly_one_row(string way, int stride)
    {
        var series = new AnswerSeries(Subject, way) { Stride = stride };

        AnswerReport report = await series.RunAsync();

        Audit audit = await Audit.TakeAsync(Subject);
        Assert.Contains(report.Calls, call => call.Step == series.Publication);
        Assert.NotEmpty(report.Search);
        Assert.Empty(report.Complaints);
        Assert.Empty(audit.Census.Lost);
        Assert.Empty(audit.Census.Doubled);
        Assert.Empty(audit.Complaints([]));
        Assert.Empty(await State.ComplaintsAsync());
    }
}
