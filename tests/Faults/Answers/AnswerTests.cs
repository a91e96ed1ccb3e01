using Tests.Shared.Facts;
using Faults.Checks;
using Faults.Plans;
using Faults.Worlds;

namespace Faults.Answers;

/// <summary>Git answers wrongly at each of its calls, one after the other, in each way that it can: every phase ends as one row.</summary>
public sealed class AnswerTests : WorldTests
{
    /// <summary>By these a question is not answered that decides whether a row is forgotten.</summary>
    private static readonly string[] NoAnswers = ["before", "halved", "shortened"];

    [LinuxTheory]
    [InlineData("none", "update-ref")]
    public async Task Whatever_git_answers_every_started_phase_ends_as_exactly_one_row(string way, string publication)
    {
        var run = new AnswerRun(Subject, way);
        // The first run of all makes the branch.
        await run.CallsAsync();
        IReadOnlyList<CommandStep> calls = await run.CallsAsync();
        var complaints = new List<string>();
        foreach (CommandStep call in calls)
        {
            foreach (string answer in CommandStep.WrongAnswers) complaints.AddRange(await run.RunAsync(call with { Moment = answer }));
        }

        // And while it is found out what became of a publication that was not heard of.
        var unheard = new CommandStep(publication, 1, "unheard", 0, Victims.Git);
        IReadOnlyList<CommandStep> search = [.. (await run.CallsAsync(unheard)).Except(calls)];
        foreach (CommandStep call in search)
        {
            foreach (string answer in NoAnswers) complaints.AddRange(await run.RunAsync(unheard, call with { Moment = answer }));
        }

        Audit audit = await Audit.TakeAsync(Subject);
        Assert.Contains(calls, call => call.Step == publication);
        Assert.NotEmpty(search);
        Assert.Empty(complaints);
        Assert.Empty(audit.Census.Lost);
        Assert.Empty(audit.Census.Doubled);
        Assert.Empty(audit.Complaints([]));
        Assert.Empty(await State.ComplaintsAsync());
    }
}
