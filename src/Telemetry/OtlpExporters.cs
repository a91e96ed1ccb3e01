using BuildTiming.Sessions.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;

namespace BuildTiming.Telemetry;

/// <summary>What exporters are made with.</summary>
internal static class OtlpExporters
{
    /// <summary>The exporter's options for a destination.</summary>
    /// <param name="destination">Where to, and how.</param>
    /// <param name="client">Sends; null where certificates are named, which the exporter's own client knows.</param>
    public static OtlpExporterOptions OptionsFor(Destination destination, HttpClient? client)
    {
        var options = new OtlpExporterOptions
        {
            Endpoint = destination.Address,
            Protocol = destination.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            Headers = destination.Headers,
            Compression = destination.IsCompressed ? OtlpExportCompression.GZip : OtlpExportCompression.None,
            TimeoutMilliseconds = (int)destination.Timeout.TotalMilliseconds,
        };
        if (client is not null) options.HttpClientFactory = () => client;
        return options;
    }

    /// <summary>Whose telemetry it is: the variables of OpenTelemetry have the last word.</summary>
    public static ResourceBuilder Resource(params IEnumerable<KeyValuePair<string, object>> attributes) =>
        ResourceBuilder.CreateEmpty()
            .AddService(Conventions.Service, autoGenerateServiceInstanceId: false)
            .AddTelemetrySdk()
            .AddAttributes(attributes)
            .AddEnvironmentVariableDetector();

    /// <summary>The variables that resources are made from.</summary>
    public static IConfiguration Configuration(TelemetryVariables variables) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            new[] { "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES" }.Select(name => KeyValuePair.Create(name, variables.Value(name))))
        .Build();
}
