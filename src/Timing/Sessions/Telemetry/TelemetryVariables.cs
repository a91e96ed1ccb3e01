namespace BuildTiming.Sessions.Telemetry;

/// <summary>What the environment says of traces and metrics: they are sent only where it names where to.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/: a variable that is empty is none.</remarks>
/// <param name="variable">The value of an environment variable.</param>
internal sealed class TelemetryVariables(Func<string, string?> variable)
{
    /// <summary>Traces, as the names of variables have them.</summary>
    public const string Traces = "TRACES";

    /// <summary>Metrics, as the names of variables have them.</summary>
    public const string Metrics = "METRICS";

    /// <summary>Anything is to be sent.</summary>
    public bool AreOn => IsOn(Traces) || IsOn(Metrics);

    /// <summary>One kind of telemetry is to be sent.</summary>
    public bool IsOn(string signal) =>
        !Is("OTEL_SDK_DISABLED", "true") && !Is($"OTEL_{signal}_EXPORTER", "none") && Exporter(signal, "ENDPOINT") is not null;

    /// <summary>A setting of the exporter: the signal's own, else the one of all signals; null where there is none.</summary>
    public string? Exporter(string signal, string setting) => OfSignal(signal, setting) ?? Value($"OTEL_EXPORTER_OTLP_{setting}");

    /// <summary>The signal's own setting of the exporter; null where there is none.</summary>
    public string? OfSignal(string signal, string setting) => Value($"OTEL_EXPORTER_OTLP_{signal}_{setting}");

    /// <summary>A variable; null where there is none, or an empty one.</summary>
    public string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private bool Is(string name, string value) => string.Equals(Value(name), value, StringComparison.OrdinalIgnoreCase);
}
