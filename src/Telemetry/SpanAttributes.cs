using System.Diagnostics;
using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Telemetry;

/// <summary>What spans say beside their names and times. Nothing of a command line, an environment or a log is among it.</summary>
internal static class SpanAttributes
{
    /// <summary>What the span of a run says.</summary>
    public static void OfRun(Activity span, string pipeline, EndedRun run)
    {
        var result = Result.Of(run.ExitCode, run.IsInterrupted);
        span.SetTag(Conventions.PipelineName, pipeline)
            .SetTag(Conventions.PipelineAction, Conventions.Run)
            .SetTag(Conventions.PipelineRunId, run.Phases[0].Start.RunId)
            .SetTag(Conventions.PipelineRunUrl, First(run, row => RowFlags.Find(row.Flags, "CI_RUN")))
            .SetTag(Conventions.PipelineResult, result.Name)
            .SetTag(Conventions.Environment, CommonEnvironment(run));
        SetRevision(span, First(run, row => RowFlags.Find(row.Flags, "COMMIT")));
        SetError(span, result);
    }

    /// <summary>What the span of a phase says.</summary>
    public static void OfPhase(Activity span, EndedPhase phase)
    {
        TimingRow row = phase.Row;
        var result = Result.Of(row.ExitCode, phase.IsInterrupted);
        span.SetTag(Conventions.TaskName, row.Phase)
            .SetTag(Conventions.TaskType, Conventions.Deploy)
            .SetTag(Conventions.TaskRunId, phase.Start.RunId)
            .SetTag(Conventions.TaskRunUrl, RowFlags.Find(row.Flags, "CI_RUN"))
            .SetTag(Conventions.TaskRunResult, result.Name)
            .SetTag(Conventions.ExitCode, row.ExitCode)
            .SetTag(Conventions.Environment, row.Env)
            .SetTag(Conventions.BuildId, row.BuildId)
            .SetTag(Conventions.ResourcesAdded, row.Resources.Added)
            .SetTag(Conventions.ResourcesChanged, row.Resources.Changed)
            .SetTag(Conventions.ResourcesDestroyed, row.Resources.Destroyed);
        int leftOut = phase.Steps.Where(StepSummary.IsSummary).Sum(StepSummary.CountOf);
        if (leftOut > 0) span.SetTag(Conventions.StepsLeftOut, leftOut);
        SetRevision(span, RowFlags.Find(row.Flags, "COMMIT"));
        SetError(span, result);
    }

    /// <summary>What the span of a step says.</summary>
    public static void OfStep(Activity span, Step step)
    {
        span.SetTag(Conventions.StepKind, Word(step.Kind)).SetTag(Conventions.StepOutcome, Word(step.Outcome));
        if (step.Action is { } action) span.SetTag(Conventions.StepAction, Word(action));
        if (step.Outcome == StepOutcome.Failed) span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>The environment of all phases of a run; null where they have several.</summary>
    public static string? CommonEnvironment(EndedRun run) =>
        run.Phases.Select(phase => phase.Row.Env).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    private static void SetError(Activity span, Result result)
    {
        span.SetTag(Conventions.ErrorType, result.ErrorType);
        if (result.IsError) span.SetStatus(ActivityStatusCode.Error);
    }

    // A plus behind it says that tracked files differ from it.
    private static void SetRevision(Activity span, string? commit)
    {
        if (commit is null) return;
        span.SetTag(Conventions.Revision, commit.TrimEnd('+')).SetTag(Conventions.IsModified, commit.EndsWith('+'));
    }

    private static string? First(EndedRun run, Func<TimingRow, string?> value) =>
        run.Phases.Select(phase => value(phase.Row)).FirstOrDefault(found => found is not null);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
