using System.Diagnostics;
using System.Diagnostics.Metrics;
using BuildTiming.Phases;
using BuildTiming.Sessions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace BuildTiming.Telemetry;

/// <summary>Sends how long a run and its phases took, as histograms.</summary>
internal sealed class MetricSender : Sender
{
    /// <summary>In seconds: from what fails at once to hours, finest where deploys are.</summary>
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10800, 14400],
    };

    private readonly Meter _meter = new(Conventions.Scope);
    private readonly Histogram<double> _run;
    private readonly Histogram<double> _phase;
    private readonly MeterProvider _provider;

    /// <summary>Nothing is connected to yet.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="variables">Say more of whose metrics they are.</param>
    public MetricSender(Destination destination, TelemetryVariables variables)
        : base(destination)
    {
        var reader = new BaseExportingMetricReader(new OtlpMetricExporter(OtlpExporters.OptionsFor(destination, Client())))
        {
            TemporalityPreference = TemporalityIn(variables),
        };
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(OtlpExporters.Configuration(variables)))
            .SetResourceBuilder(OtlpExporters.Resource())
            .AddMeter(Conventions.Scope)
            .AddView(instrument => ReferenceEquals(instrument.Meter, _meter) ? null : MetricStreamConfiguration.Drop)
            .AddReader(reader)
            .Build();
        _run = _meter.CreateHistogram(
            Conventions.PipelineRunDuration, "s", "Duration of a pipeline run grouped by pipeline, state and result.", tags: null, Buckets);
        _phase = _meter.CreateHistogram(
            Conventions.TaskRunDuration, "s", "Duration of a task run grouped by pipeline, task and result.", tags: null, Buckets);
    }

    /// <summary>Sends them.</summary>
    /// <param name="pipeline">What ran.</param>
    /// <param name="run">The run, which is over.</param>
    /// <returns>False where they were not taken.</returns>
    public bool Send(string pipeline, EndedRun run)
    {
        var result = Result.Of(run.ExitCode, run.IsInterrupted);
        Record(_run, run.Elapsed, new TagList
        {
            { Conventions.PipelineName, pipeline },
            { Conventions.PipelineRunState, Conventions.Executing },
            { Conventions.PipelineResult, result.Name },
        }, result, SpanAttributes.CommonEnvironment(run));
        foreach (EndedPhase phase in run.Phases)
        {
            var ofPhase = Result.Of(phase.Row.ExitCode, phase.IsInterrupted);
            Record(_phase, phase.Elapsed, new TagList
            {
                { Conventions.PipelineName, pipeline },
                { Conventions.TaskName, phase.Row.Phase },
                { Conventions.TaskType, Conventions.Deploy },
                { Conventions.TaskRunResult, ofPhase.Name },
            }, ofPhase, phase.Row.Env);
        }

        // And no flush: what is flushed is sent once more in the end.
        return _provider.Shutdown((int)Destination.Timeout.TotalMilliseconds);
    }

    public override void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
        base.Dispose();
    }

    private static void Record(Histogram<double> histogram, TimeSpan duration, TagList tags, Result result, string? environment)
    {
        if (result.ErrorType is { } error) tags.Add(Conventions.ErrorType, error);
        if (environment is not null) tags.Add(Conventions.Environment, environment);
        histogram.Record(duration.TotalSeconds, tags);
    }

    // A run sends each figure once: both are the same number, and a backend says which it takes.
    private static MetricReaderTemporalityPreference TemporalityIn(TelemetryVariables variables) =>
        variables.OfSignal(TelemetryVariables.Metrics, "TEMPORALITY_PREFERENCE")?.ToLowerInvariant() switch
        {
            "delta" => MetricReaderTemporalityPreference.Delta,
            "lowmemory" => MetricReaderTemporalityPreference.LowMemory,
            _ => MetricReaderTemporalityPreference.Cumulative,
        };
}
