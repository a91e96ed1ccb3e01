using BuildTiming.Output.Stages;

namespace BuildTiming.Output.Steps;

/// <summary>The stage and the pass that one output is in.</summary>
/// <param name="unit">What stands before their names.</param>
/// <param name="log">Where they go.</param>
internal sealed class UnitStages(string unit, StepLog log)
{
    private OpenStage? _stage;
    private OpenStage? _pass;

    /// <summary>Takes what a script announces.</summary>
    /// <returns>A stage or a pass has begun.</returns>
    public bool Take(StageMarker marker, TimeSpan at)
    {
        switch (marker.Kind)
        {
            case StageMarkerKind.Stage:
                EndStage(at);
                _stage = log.Begin(marker, unit, at);
                return true;
            case StageMarkerKind.Pass:
                End(ref _pass, at);
                _pass = log.Begin(marker, unit, at);
                return true;
            default:
                if (_stage is { } stage && marker.Ends(stage.Marker)) EndStage(at);
                return false;
        }
    }

    private void EndStage(TimeSpan at)
    {
        End(ref _pass, at);
        End(ref _stage, at);
    }

    private void End(ref OpenStage? open, TimeSpan at)
    {
        if (open is not null) log.End(open, at);
        open = null;
    }
}
