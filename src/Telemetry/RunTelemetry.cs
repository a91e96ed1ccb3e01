using BuildTiming.Model;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Telemetry;

/// <summary>Sends one trace and two histograms of a run to a backend that takes OTLP, by OpenTelemetry's SDK.</summary>
/// <remarks>
/// Everything is sent when the run is over, in one request for each kind. The SDK is loaded then and not before; what phases need while
/// they run is .NET's own.
/// </remarks>
public sealed class RunTelemetry : IRunTelemetry
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string _pipeline;
    private readonly List<string> _complaints = [];
    private readonly RunTrace? _trace;
    private readonly Lazy<TraceSender?> _traces;
    private readonly Lazy<MetricSender?> _metrics;
    private string _run = string.Empty;

    /// <summary>A run begins. Where it sends to stands in the environment.</summary>
    /// <param name="pipeline">What runs, always by the same name: for example the target.</param>
    public RunTelemetry(string pipeline)
        : this(pipeline, new TelemetryVariables(Environment.GetEnvironmentVariable))
    {
    }

    internal RunTelemetry(string pipeline, TelemetryVariables variables)
    {
        _pipeline = pipeline;
        Destination? traces = DestinationOf(TelemetryVariables.Traces, variables);
        Destination? metrics = DestinationOf(TelemetryVariables.Metrics, variables);
        if (traces is not null) _trace = new RunTrace(pipeline, variables);
        _traces = new(() => traces is null
            ? null
            : new TraceSender(traces, variables,
                KeyValuePair.Create<string, object>(Conventions.PipelineName, pipeline),
                KeyValuePair.Create<string, object>(Conventions.PipelineRunId, _run)));
        _metrics = new(() => metrics is null ? null : new MetricSender(metrics, variables));
    }

    /// <inheritdoc/>
    IReadOnlyDictionary<string, string> IRunTelemetry.Begin(PhaseStart phase)
    {
        // The first phase names the run, too: by this name its commit in the registry is found.
        if (_run.Length == 0) _run = phase.RunId;
        return _trace?.Begin(phase) ?? Nothing;
    }

    /// <inheritdoc/>
    void IRunTelemetry.Prepare()
    {
        _ = _traces.Value;
        _ = _metrics.Value;
    }

    /// <inheritdoc/>
    string? IRunTelemetry.Send(EndedRun run)
    {
        // Side by side: together they have the time that one has.
        Task<string?> metrics = Task.Factory.StartNew(
            () => Try(_metrics, sender => sender.Send(_pipeline, run)), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        string? ofTraces = Try(_traces, sender => sender.Send(_trace!.Finish(run)));
        _trace?.Dispose();
        if (ofTraces is not null) _complaints.Add(ofTraces);
        if (metrics.GetAwaiter().GetResult() is { } ofMetrics) _complaints.Add(ofMetrics);
        return _complaints.Count == 0
            ? null
            : $"Telemetry of this run has not been sent, or not all of it: {string.Join("; ", _complaints.Distinct())}.";
    }

    private Destination? DestinationOf(string signal, TelemetryVariables variables)
    {
        try
        {
            return variables.IsOn(signal) ? Destination.Of(signal, variables) : null;
        }
        catch (FormatException exception)
        {
            _complaints.Add(exception.Message);
            return null;
        }
    }

    /// <returns>What went wrong; null where nothing did.</returns>
    private static string? Try<T>(Lazy<T?> sender, Func<T, bool> send)
        where T : Sender
    {
        try
        {
            using T? to = sender.Value;
            if (to is null || send(to)) return null;
            string hint = to.Destination is { IsGrpc: false, Address.Port: 4317 }
                ? ", whose port is commonly that of gRPC (OTEL_EXPORTER_OTLP_PROTOCOL=grpc)"
                : string.Empty;
            return $"{to.Destination.Host}{hint}: {to.Problem ?? "it was not accepted"}";
        }
        catch (Exception exception)
        {
            // The boundary: the build's outcome stands, and the other kind is sent all the same.
            return exception.Message;
        }
    }
}
