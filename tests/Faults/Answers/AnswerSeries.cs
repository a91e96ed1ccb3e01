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

    private readonly AnswerRun _run = new(world, way);

    /// <summary>What befalls each run besides.</summary>
    private readonly CommandStep[] _always =
        way == AnswerRun.Overtaken ? [new CommandStep("push", 1, "overtaken", 0, Victims.Git)] : [];

    /// <summary>Each call gets every wrong answer; else one of them, in turn, since each run starts dozens of processes.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Of the calls, every so many; those that make a row public are never left out.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Which of the calls are taken, and which answers they get: as it counts up, every call gets every answer.</summary>
    public int Turn { get; init; }

    /// <summary>The call that makes a row public.</summary>
    public string Publication => way == "none" ? "update-ref" : "push";

    /// <summary>The calls of a run, and what is wrong after all of them had wrong answers.</summary>
    public async Task<AnswerReport> RunAsync()
    {
        // The first run of all makes the branch.
        await _run.CallsAsync();
        IReadOnlyList<CommandStep> calls =
            [.. (await _run.CallsAsync(_always)).Where(call => !_always.Any(step => step.Folder == call.Folder))];
        var complaints = new List<string>();
        int runs = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            if (i % Stride != Turn % Stride && calls[i].Step != Publication) continue;
            foreach (string answer in AnswersAt(i, calls[i])) await PublishAsync(calls[i] with { Moment = answer });
        }

        // And while it is found out what became of a publication that was not heard of.
        var unheard = new CommandStep(Publication, _always.Length + 1, "unheard", 0, Victims.Git);
        IReadOnlyList<CommandStep> search = [.. (await _run.CallsAsync([.. _always, unheard])).Except(calls)];
        for (int i = Turn % Stride; i < search.Count; i += Stride)
        {
            IReadOnlyList<string> answers = IsComplete ? NoAnswers : [AnswerAt(i, NoAnswers)];
            foreach (string answer in answers) await PublishAsync(unheard, search[i] with { Moment = answer });
        }

        complaints.AddRange(await _run.EndAsync());
        return new AnswerReport(calls, search, runs, complaints);

        async Task PublishAsync(params CommandStep[] plan)
        {
            runs++;
            complaints.AddRange(await _run.RunAsync([.. _always, .. plan]));
        }
    }

    /// <summary>
    /// What makes a row public gets two of them in any case; where it was overtaken, and more of them follow, one.
    /// </summary>
    private IReadOnlyList<string> AnswersAt(int number, CommandStep call)
    {
        IReadOnlyList<string> all = CommandStep.WrongAnswers;
        if (IsComplete) return all;
        bool isPublication = call.Step == Publication && way != AnswerRun.Overtaken;
        return isPublication ? [AnswerAt(number, all), AnswerAt(number + 1, all)] : [AnswerAt(number, all)];
    }

    private string AnswerAt(int number, IReadOnlyList<string> answers) => answers[(number + (Turn / Stride)) % answers.Count];
}
