using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Telemetry;

/// <summary>Where traces or metrics are sent to, and how, as the variables of OpenTelemetry's exporter say.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/, of which it takes the default of the protocol, too.</remarks>
/// <param name="Signal">Which of the two: as the names of variables have it.</param>
/// <param name="Address">The whole address; of gRPC the one that methods are called at.</param>
/// <param name="IsGrpc">By gRPC; else by HTTP.</param>
internal sealed record Destination(string Signal, Uri Address, bool IsGrpc)
{
    /// <summary>Further headers, as <c>name=value</c> with commas between them; may be secret.</summary>
    public string? Headers { get; init; }

    /// <summary>What is sent is compressed.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Certificates of its own are named, which the exporter reads by itself.</summary>
    public bool HasCertificates { get; init; }

    /// <summary>The address without what may be secret in it.</summary>
    public string Host => Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Where a signal goes that is on.</summary>
    /// <exception cref="FormatException">A variable says what cannot be.</exception>
    public static Destination Of(string signal, TelemetryVariables variables)
    {
        bool isGrpc = IsGrpcIn(variables.Exporter(signal, "PROTOCOL"));
        return new Destination(signal, AddressOf(signal, variables, isGrpc), isGrpc)
        {
            Headers = variables.Exporter(signal, "HEADERS"),
            IsCompressed = variables.Exporter(signal, "COMPRESSION") == "gzip",
            Timeout = int.TryParse(variables.Exporter(signal, "TIMEOUT"), out int timeout) && timeout > 0
                && timeout < SessionTelemetry.Patience.TotalMilliseconds
                ? TimeSpan.FromMilliseconds(timeout)
                : SessionTelemetry.Patience,
            HasCertificates =
                (variables.Exporter(signal, "CERTIFICATE") ?? variables.Exporter(signal, "CLIENT_CERTIFICATE")) is not null,
        };
    }

    private static bool IsGrpcIn(string? protocol) => protocol switch
    {
        null or "http/protobuf" => false,
        "grpc" => true,
        _ => throw new FormatException("OTEL_EXPORTER_OTLP_PROTOCOL is neither http/protobuf nor grpc"),
    };

    // The signal's own address is the whole one; behind that of all signals stands its path.
    private static Uri AddressOf(string signal, TelemetryVariables variables, bool isGrpc)
    {
        if (variables.OfSignal(signal, "ENDPOINT") is { } whole) return Parse(whole, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT");
        Uri all = Parse(variables.Exporter(signal, "ENDPOINT")!, "OTEL_EXPORTER_OTLP_ENDPOINT");
        if (isGrpc) return all;
        string path = signal == TelemetryVariables.Traces ? "v1/traces" : "v1/metrics";
        return new UriBuilder(all) { Path = $"{all.AbsolutePath.TrimEnd('/')}/{path}" }.Uri;
    }

    // What it says may hold a password.
    private static Uri Parse(string text, string variable) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address is { Scheme: "http" or "https", Host.Length: > 0 }
            ? address
            : throw new FormatException($"{variable} is no address such as http://localhost:4318");
}
