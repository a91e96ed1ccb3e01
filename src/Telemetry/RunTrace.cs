using System.Diagnostics;
using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Telemetry;

/// <summary>The trace of one run: spans of the run, its phases and their steps.</summary>
/// <remarks>
/// Spans are .NET's activities. Of run and phases there are some from the beginning, because what runs in a phase is told their names; they
/// get their times at the end, from the clocks that rows have them from.
/// </remarks>
internal sealed class RunTrace : IDisposable
{
    private readonly ActivitySource _source = new(Conventions.Scope);
    private readonly ActivityListener _listener;
    private readonly TelemetryVariables _variables;
    private readonly string _pipeline;
    private readonly Activity _run;
    private readonly Dictionary<string, Activity> _phases = new(StringComparer.Ordinal);

    /// <summary>A run begins.</summary>
    /// <param name="pipeline">What runs.</param>
    /// <param name="variables">Name the trace that the run is a part of, where it is one.</param>
    public RunTrace(string pipeline, TelemetryVariables variables)
    {
        (_pipeline, _variables) = (pipeline, variables);
        ActivityContext? parent = TraceParent.Read(variables);
        // Who began the trace said whether it is kept.
        ActivitySamplingResult kept = parent is { TraceFlags: ActivityTraceFlags.None }
            ? ActivitySamplingResult.PropagationData
            : ActivitySamplingResult.AllDataAndRecorded;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _source),
            Sample = (ref _) => kept,
        };
        ActivitySource.AddActivityListener(_listener);
        _run = Begin($"{Conventions.Run} {pipeline}", ActivityKind.Server, parent ?? default);
    }

    /// <summary>A phase begins.</summary>
    /// <returns>The variables by which what it starts joins the trace.</returns>
    public IReadOnlyDictionary<string, string> Begin(PhaseStart phase)
    {
        Activity span = Begin(phase.Phase, ActivityKind.Internal, _run.Context);
        _phases[phase.RunId] = span;
        return TraceParent.VariablesOf(span, _variables);
    }

    /// <summary>The spans of a run that is over; none where whoever began the trace does not want it kept.</summary>
    public Activity[] Finish(EndedRun run)
    {
        if (!_run.Recorded) return [];
        SpanAttributes.OfRun(_run, _pipeline, run);
        End(_run, run.Began, run.Elapsed);
        return [_run, .. run.Phases.Where(phase => _phases.ContainsKey(phase.Start.RunId)).SelectMany(Finish)];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    private IEnumerable<Activity> Finish(EndedPhase phase)
    {
        Activity span = _phases[phase.Start.RunId];
        SpanAttributes.OfPhase(span, phase);
        End(span, Utc.CutToMilliseconds(phase.Began), Utc.CutToMilliseconds(phase.Elapsed));
        yield return span;
        var spans = new Dictionary<Step, Activity>(ReferenceEqualityComparer.Instance);
        // What others are in comes first.
        foreach (Step step in phase.Steps.Where(step => !StepSummary.IsSummary(step)).OrderBy(step => step.Kind))
        {
            Activity parent = StepTree.ParentOf(step, spans.Keys) is { } outer ? spans[outer] : span;
            Activity part = Begin(step.Name, ActivityKind.Internal, parent.Context);
            SpanAttributes.OfStep(part, step);
            End(part, step.Start, step.Duration);
            if (step.Kind != StepKind.Resource) spans.Add(step, part);
            yield return part;
        }
    }

    // This program's current activity stays what it is: it would go out with the requests of whoever makes some.
    private Activity Begin(string name, ActivityKind kind, ActivityContext parent)
    {
        Activity? current = Activity.Current;
        Activity.Current = null;
        try
        {
            return _source.CreateActivity(name, kind, parent, tags: null, links: null, ActivityIdFormat.W3C)!.Start();
        }
        finally
        {
            Activity.Current = current;
        }
    }

    private static void End(Activity span, DateTimeOffset start, TimeSpan duration)
    {
        span.SetStartTime(start.UtcDateTime);
        span.SetEndTime(start.UtcDateTime + duration);
        span.Stop();
    }
}
