using BuildTiming.Sessions.Telemetry;

namespace Timing.Tests.Sessions.Telemetry;

public sealed class TelemetryVariablesTests
{
    private const string All = "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318";

    [Theory]
    [InlineData(false, false, "")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT= ")]
    [InlineData(false, false, "OTEL_SERVICE_NAME=deploys")]
    [InlineData(true, true, All)]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:4318/v1/traces")]
    [InlineData(false, true, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://localhost:4318/v1/metrics")]
    [InlineData(false, false, All, "OTEL_SDK_DISABLED=true")]
    [InlineData(false, false, All, "OTEL_SDK_DISABLED=True")]
    [InlineData(true, true, All, "OTEL_SDK_DISABLED=false")]
    [InlineData(true, true, All, "OTEL_SDK_DISABLED=1")]
    [InlineData(false, true, All, "OTEL_TRACES_EXPORTER=none")]
    [InlineData(true, false, All, "OTEL_METRICS_EXPORTER=none")]
    [InlineData(true, true, All, "OTEL_TRACES_EXPORTER=otlp", "OTEL_METRICS_EXPORTER=")]
    [InlineData(false, false, All, "OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=NONE")]
    public void What_is_sent_is_what_has_somewhere_to_go(bool traces, bool metrics, params string[] set)
    {
        TelemetryVariables variables = Of(set);

        Assert.Equal((traces, metrics), (variables.IsOn(TelemetryVariables.Traces), variables.IsOn(TelemetryVariables.Metrics)));
        Assert.Equal(traces || metrics, variables.AreOn);
    }

    [Fact]
    public void A_setting_of_one_signal_goes_before_that_of_all()
    {
        TelemetryVariables variables = Of("OTEL_EXPORTER_OTLP_HEADERS=a=1", "OTEL_EXPORTER_OTLP_TRACES_HEADERS=b=2");

        Assert.Equal("b=2", variables.Exporter(TelemetryVariables.Traces, "HEADERS"));
        Assert.Equal("a=1", variables.Exporter(TelemetryVariables.Metrics, "HEADERS"));
        Assert.Null(variables.Exporter(TelemetryVariables.Metrics, "TIMEOUT"));
    }

    private static TelemetryVariables Of(params string[] set)
    {
        var values = set.Where(line => line.Length > 0).Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new TelemetryVariables(values.GetValueOrDefault);
    }
}
