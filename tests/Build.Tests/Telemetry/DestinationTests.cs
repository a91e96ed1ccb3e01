using System.Net;
using BuildTiming.Sessions.Telemetry;
using BuildTiming.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Build.Tests.Telemetry;

/// <summary>Where telemetry goes, and how, as the variables of the exporter say.</summary>
public sealed class DestinationTests
{
    [Theory]
    [InlineData("http://localhost:4318/v1/traces", "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318")]
    [InlineData("http://localhost:4318/v1/traces", "OTEL_EXPORTER_OTLP_ENDPOINT= http://localhost:4318/ ")]
    [InlineData("https://otlp.example.org/otlp/v1/traces", "OTEL_EXPORTER_OTLP_ENDPOINT=https://otlp.example.org/otlp")]
    [InlineData(
        "http://localhost:1/own", "OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:1/own")]
    [InlineData("http://localhost:4317/", "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    public void The_address_is_the_signal_s_own_or_stands_below_that_of_all(string address, params string[] set) =>
        Assert.Equal(address, Of(set).Address.AbsoluteUri);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is no address", "OTEL_EXPORTER_OTLP_ENDPOINT=nonsense")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is no address", "OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4318")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is no address", "OTEL_EXPORTER_OTLP_ENDPOINT=/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is no address", "OTEL_EXPORTER_OTLP_ENDPOINT=ftp://localhost")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no address", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_PROTOCOL is neither", "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost", "OTEL_EXPORTER_OTLP_PROTOCOL=http/json")]
    public void What_cannot_be_is_named_and_what_it_says_is_not(string complaint, params string[] set) =>
        Assert.StartsWith(complaint, Assert.Throws<FormatException>(() => Of(set)).Message);

    [Theory]
    [InlineData(null, 1400)]
    [InlineData("300", 300)]
    [InlineData("10000", 1400)]
    [InlineData("-1", 1400)]
    [InlineData("soon", 1400)]
    public void An_answer_is_waited_for_as_long_as_the_variable_says_and_no_longer_than_a_run_may_wait(string? timeout, int expected) =>
        Assert.Equal(expected,
            Of("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost", "OTEL_EXPORTER_OTLP_TIMEOUT=" + timeout).Timeout.TotalMilliseconds);

    [Fact]
    public async Task Headers_and_compression_are_those_of_the_variables()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=for-all"), ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "x-key=own"),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        var keys = receiver.Requests.ToDictionary(request => request.Path, request => request.Headers["x-key"]);
        Assert.Equal(("own", "for-all"), (keys["/v1/traces"], keys["/v1/metrics"]));
        Assert.All(receiver.Requests, request => Assert.Equal("gzip", request.Headers["Content-Encoding"]));
        Assert.Equal(2, receiver.Spans.Length);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "/v1/metrics")]
    [InlineData("OTEL_METRICS_EXPORTER", "/v1/traces")]
    public async Task What_is_not_wanted_is_not_sent(string variable, string path)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        Assert.Null(TelemetryScene.For(receiver, (variable, "none")).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1))));

        Assert.Equal(path, Assert.Single(receiver.Requests).Path);
    }

    [Fact]
    public async Task By_gRPC_all_of_it_arrives_as_well()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(AcceptByGrpcAsync, HttpProtocols.Http2);

        string? complaint = TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Null(complaint);
        // A message of gRPC has five bytes in front: whether it is compressed, and its length.
        OtlpRequest traces = Assert.Single(
            receiver.Requests, request => request.Path == "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        OtlpRequest metrics = Assert.Single(
            receiver.Requests, request => request.Path == "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
        Assert.Equal(["RUN DeployPersistent", "apply-persistent"], SentSpan.Of(traces.Body[5..]).Select(span => span.Name));
        Assert.Equal(2, SentHistogram.Of(metrics.Body[5..]).Length);
    }

    private static Destination Of(params string[] set)
    {
        var values = set.Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return Destination.Of(TelemetryVariables.Traces, new TelemetryVariables(values.GetValueOrDefault));
    }

    private static async Task AcceptByGrpcAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)HttpStatusCode.OK;
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
