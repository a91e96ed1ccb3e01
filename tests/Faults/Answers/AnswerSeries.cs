using Faults.Plans;
using Faults.Worlds;

namespace Faults.Answers;

/// <summary>Git answers wrongly at each of its calls, one after the other.</summary>
/// <param name="world">Where rows are published.</param>
/// <param name="way">As an <see cref="AnswerRun"/> takes it.</param>
internal sealed class AnswerSeries(World world, string way)
{
    /// <summary>By these a question is not answered that decides whether a row is forgotten.</summary>
    private static readonly string[] NoAnswers = ["before", "halved", "shortened"];

    /// <summary>It does not work at all; it works, or begins to, and is not heard to its end.</summary>
    private static readonly string[][] Kinds = [["fails", "refuses", "before"], ["hangs", "halved", "endless", "shortened", "unheard"]];

    private readonly AnswerRun _run = new(world, way);

    /// <summary>Each call gets every wrong answer; else one of each kind, in turn: a process costs more than anything else here.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The call that makes a row public.</summary>
    public string Publication => way == "none" ? "update-ref" : "push";

    /// <summary>The calls of a run, and what is wrong after all of them had wrong answers.</summary>
    public async Task<AnswerReport> RunAsync()
    {
        // The first run of all makes the branch.
        await _run.CallsAsync();
        IReadOnlyList<CommandStep> calls = await _run.CallsAsync();
        var complaints = new List<string>();
        int runs = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            foreach (string answer in AnswersAt(i, calls[i])) await PublishAsync(calls[i] with { Moment = answer });
        }

        // And while it is found out what became of a publication that was not heard of.
        var unheard = new CommandStep(Publication, 1, "unheard", 0, Victims.Git);
        IReadOnlyList<CommandStep> search = [.. (await _run.CallsAsync(unheard)).Except(calls)];
        for (int i = 0; i < search.Count; i++)
        {
            IReadOnlyList<string> answers = IsComplete ? NoAnswers : [NoAnswers[i % NoAnswers.Length]];
            foreach (string answer in answers) await PublishAsync(unheard, search[i] with { Moment = answer });
        }

        complaints.AddRange(await _run.EndAsync());
        return new AnswerReport(calls, search, runs, complaints);

        async Task PublishAsync(params CommandStep[] plan)
        {
            runs++;
            complaints.AddRange(await _run.RunAsync(plan));
        }
    }

    /// <summary>What makes a row public gets every answer in any case.</summary>
    private IEnumerable<string> AnswersAt(int number, CommandStep call) => IsComplete || call.Step == Publication
        ? CommandStep.WrongAnswers
        : Kinds.Select((answers, kind) => answers[(number + kind) % answers.Length]);
}
