using BuildTiming.Phases;
using BuildTiming.Sessions.Telemetry;
using BuildTiming.Telemetry;

namespace Build.Tests.Telemetry;

/// <summary>A run's telemetry with variables of its own, without the program around it.</summary>
internal sealed class TelemetryScene(params (string Name, string Value)[] variables)
{
    private readonly IRunTelemetry _telemetry = new RunTelemetry(
        "DeployPersistent", new TelemetryVariables(variables.ToDictionary(pair => pair.Name, pair => pair.Value).GetValueOrDefault));

    /// <summary>With a backend for both kinds.</summary>
    public static TelemetryScene For(OtlpReceiver receiver, params (string Name, string Value)[] more) =>
        For(receiver.Address, more);

    public static TelemetryScene For(string address, params (string Name, string Value)[] more) =>
        new([("OTEL_EXPORTER_OTLP_ENDPOINT", address), .. more]);

    /// <summary>The variables that each phase's commands get.</summary>
    public List<IReadOnlyDictionary<string, string>> Handed { get; } = [];

    /// <summary>The run's phases begin, one after the other, and it ends.</summary>
    /// <returns>What went wrong; null where nothing did.</returns>
    public string? Tell(EndedRun run)
    {
        foreach (EndedPhase phase in run.Phases) Handed.Add(_telemetry.Begin(phase.Start));
        return _telemetry.Send(run);
    }
}
