using BuildTiming.Insight;
using BuildTiming.Model;

namespace Cake.BuildTiming.Output.Summary;

/// <summary>The lines below that of a phase: its notable parts, or where it failed and what it said of it.</summary>
/// <param name="style">How lines look.</param>
internal sealed class PhaseDetails(LineStyle style)
{
    private const int Indent = 6;
    private const int Inner = 2;

    /// <summary>Names that are longer stand as they are, and what follows them is not aligned.</summary>
    private const int LongestAligned = 48;

    private readonly Paragraph _paragraph = new(style.Columns);

    /// <summary>The lines; none where there is nothing to tell.</summary>
    public IEnumerable<string> Of(EndedPhase phase) => phase.Succeeded ? Steps(NotableSteps.Of(phase)) : Failure(phase);

    private IEnumerable<string> Steps(IReadOnlyList<NotableStep> steps)
    {
        int aligned = steps.Select(step => Width(step)).Where(width => width <= LongestAligned).DefaultIfEmpty(0).Max();
        int figures = steps.Select(step => Figures.Duration(step.Duration).Length).DefaultIfEmpty(0).Max();
        return steps.SelectMany(step => _paragraph.Of(Indent + (step.IsInner ? Inner : 0),
        [
            step.Step.Name.PadRight(aligned - (step.IsInner ? Inner : 0)),
            ' ' + Figures.Duration(step.Duration).PadLeft(figures),
            .. step.Step.Action is { } action and not StepAction.Create ? [Name(action)] : Array.Empty<string>(),
            .. Compared(step),
        ]));
    }

    private IEnumerable<string> Compared(NotableStep step)
    {
        if (step.Comparison is not { } comparison) yield break;
        yield return ' ' + comparison.Short(style);
        if (comparison.IsSlow) yield return ' ' + comparison.UsualText;
    }

    private IEnumerable<string> Failure(EndedPhase phase)
    {
        if (phase.LastStage is { } stage)
        {
            string where = phase.LastPass is { } pass ? $"{stage.Name}, {pass.Name}" : stage.Name;
            string after = $"after {Figures.Duration(stage.Duration)}";
            string verb = stage.Outcome == StepOutcome.Failed ? "failed in" : "ended in";
            UsualDuration? usual = phase.UsualOf(stage);
            foreach (string line in _paragraph.Of(Indent,
            [
                $"{verb} {where}", usual is null ? after : after + ",",
                .. usual is null ? Array.Empty<string>() : [$"usually {Figures.Duration(usual.Median)}"],
            ]))
                yield return line;
        }

        if (phase.LastWords is not { } words) yield break;
        string margin = new string(' ', Indent) + (style.Unicode ? "│ " : "| ");
        foreach (string line in words.Lines) yield return (margin + line).TrimEnd();
        if (words.OtherErrors == 0) yield break;
        yield return $"{margin}({Figures.Count(words.OtherErrors, "more error")} above: see the log)";
    }

    private static int Width(NotableStep step) => step.Step.Name.Length + (step.IsInner ? Inner : 0);

    private static string Name(StepAction action) => action switch
    {
        StepAction.Update => "update",
        StepAction.Delete => "delete",
        _ => "read",
    };
}
