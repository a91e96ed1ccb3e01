using System.Diagnostics;
using BuildTiming.Sessions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace BuildTiming.Telemetry;

/// <summary>Sends the spans of a run, all in one request.</summary>
internal sealed class TraceSender : Sender
{
    private readonly SpanBatch _batch;
    private readonly TracerProvider _provider;

    /// <summary>Nothing is connected to yet.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="variables">Say more of whose trace it is.</param>
    /// <param name="attributes">Of the run as a whole.</param>
    public TraceSender(Destination destination, TelemetryVariables variables, params IEnumerable<KeyValuePair<string, object>> attributes)
        : base(destination)
    {
        _batch = new SpanBatch(new OtlpTraceExporter(OtlpExporters.OptionsFor(destination, Client())));
        _provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(OtlpExporters.Configuration(variables)))
            .SetResourceBuilder(OtlpExporters.Resource(attributes))
            .AddProcessor(_batch)
            .Build();
    }

    /// <summary>Sends them.</summary>
    /// <returns>False where they were not taken.</returns>
    public bool Send(Activity[] spans) => spans.Length == 0 || _batch.Send(spans);

    public override void Dispose()
    {
        _provider.Dispose();
        base.Dispose();
    }

    /// <summary>Is fed by hand: the exporter takes from the provider around it whose spans they are, and that is all it is for.</summary>
    private sealed class SpanBatch(BaseExporter<Activity> exporter) : BaseExportProcessor<Activity>(exporter)
    {
        public bool Send(Activity[] spans) => exporter.Export(new Batch<Activity>(spans, spans.Length)) == ExportResult.Success;

        protected override void OnExport(Activity data)
        {
        }
    }
}
