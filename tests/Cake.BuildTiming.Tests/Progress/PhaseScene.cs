using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Output.Stages;
using BuildTiming.Output.Steps;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Tests.Progress;

/// <summary>A bootstrap that is under way, as far as a test says.</summary>
internal static class PhaseScene
{
    public static TimeSpan Time(int minutes, int seconds) => new(0, minutes, seconds);

    /// <summary>Runs that took so many seconds, each with a stage of so many.</summary>
    public static PhaseHistory History(string stage, params (int Run, int Stage)[] runs) => new([.. runs.Select(run => new PastRun
    {
        Start = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(run.Run),
        Steps =
        [
            new Step
            {
                Kind = StepKind.Stage,
                Name = stage,
                Start = DateTimeOffset.UnixEpoch,
                Duration = TimeSpan.FromSeconds(run.Stage),
                Outcome = StepOutcome.Ok,
            },
        ],
    })]);

    public static PhaseProgress At(TimeSpan elapsed, PhaseHistory? history = null, Estimate? estimate = null, StepProgress? steps = null) =>
        new(
            new PhaseStart
            {
                RunId = "run",
                Phase = "bootstrap-persistent",
                Env = "dev",
                Folder = "development",
                BuildId = "persistent",
                Start = DateTimeOffset.UnixEpoch,
                Flags = "",
                LogPath = "",
            },
            elapsed, steps, history, estimate);

    public static OpenStage Stage(string name, TimeSpan start, StepKind kind = StepKind.Stage) =>
        new(0, kind, name, new StageMarker(StageMarkerKind.Stage, name), start);
}
