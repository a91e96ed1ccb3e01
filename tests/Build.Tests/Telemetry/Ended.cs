using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Sessions.Telemetry;

namespace Build.Tests.Telemetry;

/// <summary>Runs that are over, with their phases.</summary>
internal static class Ended
{
    public static readonly DateTimeOffset Began = new(2026, 1, 24, 14, 43, 20, TimeSpan.Zero);

    /// <summary>A run of 20 minutes.</summary>
    public static EndedRun Run(int exitCode, params EndedPhase[] phases) =>
        new(Began, TimeSpan.FromMinutes(20), exitCode, IsInterrupted: false, phases);

    /// <summary>A phase that began so many seconds after its run, and took a minute and a half.</summary>
    public static EndedPhase Phase(string name, double at, int exitCode = 0, string flags = "", params Step[] steps)
    {
        DateTimeOffset began = Began.AddSeconds(at);
        var start = new PhaseStart
        {
            RunId = RunId.Create(began),
            Phase = name,
            Env = "dev",
            Folder = "development",
            BuildId = "persistent",
            Start = Utc.Cut(began),
            Flags = "REGION=eu-west-2",
            LogPath = "logs/build-timings/x.log",
        };
        return new EndedPhase(start, began, TimeSpan.FromSeconds(90.5), IsInterrupted: false)
        {
            Row = (start with { Flags = flags }).Finish(91, exitCode, new ResourceCounts(2, 1, 0)),
            Steps = steps,
        };
    }

    /// <summary>A step that began so many seconds after the run.</summary>
    public static Step Step(StepKind kind, string name, double at, double seconds, StepOutcome outcome = StepOutcome.Ok) => new()
    {
        Kind = kind,
        Name = name,
        Action = kind == StepKind.Resource ? StepAction.Create : null,
        Start = Began + Milliseconds(at),
        Duration = Milliseconds(seconds),
        Outcome = outcome,
    };

    /// <summary>Several resources in one.</summary>
    public static Step Rest(int count, double at) => Step(StepKind.Resource, StepSummary.NameOf(count), at, 900) with { Action = null };

    private static TimeSpan Milliseconds(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
}
