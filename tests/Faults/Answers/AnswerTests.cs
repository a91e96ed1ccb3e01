using Faults.Checks;
using Faults.Worlds;
using Tests.Shared.Facts;
using Xunit.Abstractions;

namespace Faults.Answers;

/// <summary>
/// Git answers wrongly at its calls, one after the other: every phase ends as one row. The target Soak gives every call every wrong
/// answer; here some calls get one, on one way, and others in the next run of the suite: each publication starts dozens of processes.
/// </summary>
public sealed class AnswerTests(ITestOutputHelper output) : WorldTests
{
    /// <summary>Each runs in one of so many runs of the suite.</summary>
    private const int Ways = 5;

    private protected override bool HasHooks => false;

    [LinuxSampledTheory]
    [InlineData("none", 3)]
    [InlineData("direct", 3)]
    [InlineData("handoff", 3)]
    [InlineData("merge", 9)]
    [InlineData(AnswerRun.Overtaken, 9)]
    public async Task Whatever_git_answers_every_started_phase_ends_as_exactly_one_row(string way, int stride)
    {
        int seed = Seed.Read();
        output.WriteLine($"seed {seed}");
        var series = new AnswerSeries(Subject, way) { Stride = stride, Turn = seed / Ways };

        AnswerReport report = await series.RunAsync();

        output.WriteLine($"{report.Runs} runs");

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
