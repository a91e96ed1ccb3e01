using BuildTiming.Insight;
using BuildTiming.Model;
using Cake.BuildTiming.Output.Summary;

namespace Build.Tests.Output.Summary;

/// <summary>Phases that have ended, with a history or without.</summary>
internal static class PhaseSample
{
    public static readonly DateTimeOffset Start = new(2026, 3, 27, 10, 42, 0, TimeSpan.Zero);

    public static EndedPhase Phase(string name, long seconds, int exitCode, ResourceCounts resources) =>
        new(Row(name, seconds, exitCode, resources), [], null);

    public static TimingRow Row(string phase, long seconds, int exitCode, ResourceCounts resources) => new()
    {
        Start = Start,
        Phase = phase,
        Env = "dev",
        BuildId = "persistent",
        DurationSeconds = seconds,
        ExitCode = exitCode,
        Flags = "",
        Resources = resources,
        LogPath = $"logs/build-timings/{phase}-dev-persistent-20260327T104200Z.log",
    };

    /// <summary>Runs of so many seconds, each with these steps.</summary>
    public static PhaseHistory History(long[] seconds, params Step[] steps) => new(
    [
        .. seconds.Select(duration => new PastRun
        {
            Start = Start.AddDays(-1),
            Duration = TimeSpan.FromSeconds(duration),
            Steps = steps,
        }),
    ]);

    public static Step Stage(string name, double start, double seconds, StepOutcome outcome = StepOutcome.Ok) =>
        Of(StepKind.Stage, name, null, start, seconds, outcome);

    public static Step Pass(string name, double start, double seconds, StepOutcome outcome = StepOutcome.Ok) =>
        Of(StepKind.Pass, name, null, start, seconds, outcome);

    public static Step Resource(string address, double start, double seconds, StepAction action = StepAction.Create) =>
        Of(StepKind.Resource, address, action, start, seconds, StepOutcome.Ok);

    private static Step Of(StepKind kind, string name, StepAction? action, double start, double seconds, StepOutcome outcome) => new()
    {
        Kind = kind,
        Name = name,
        Action = action,
        Start = Start.AddSeconds(start),
        Duration = TimeSpan.FromSeconds(seconds),
        Outcome = outcome,
    };
}
