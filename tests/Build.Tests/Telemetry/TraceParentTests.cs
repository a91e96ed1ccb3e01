namespace Build.Tests.Telemetry;

/// <summary>A run joins the trace that its environment names, and hands it on.</summary>
public sealed class TraceParentTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = "b7ad6b7169203331";
    private const string Valid = $"00-{Trace}-{Parent}-01";

    [Fact]
    public async Task It_is_a_span_below_the_one_that_the_environment_names()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, ("TRACEPARENT", Valid), ("TRACESTATE", "vendor=1,other=a:b"));

        scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1), Ended.Phase("bootstrap-persistent", 100)));

        SentSpan[] spans = receiver.Spans;
        Assert.Equal([(Trace, Parent), (Trace, spans[0].Id), (Trace, spans[0].Id)], spans.Select(span => (span.Trace, span.Parent)));
        Assert.All(spans, span => Assert.Equal("vendor=1,other=a:b", span.State));
        Assert.Equal(
            spans[1..].Select(span => $"00-{Trace}-{span.Id}-01"), scene.Handed.Select(variables => variables["TRACEPARENT"]));
        Assert.All(scene.Handed, variables => Assert.Equal("vendor=1,other=a:b", variables["TRACESTATE"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData($"00-{Trace}-{Parent}")]
    [InlineData($"00-{Trace}-{Parent}-01-more")]
    [InlineData($"ff-{Trace}-{Parent}-01")]
    [InlineData($"0x-{Trace}-{Parent}-01")]
    [InlineData($"00-{Trace}-{Parent}-0g")]
    [InlineData($"00-00000000000000000000000000000000-{Parent}-01")]
    [InlineData($"00-{Trace}-0000000000000000-01")]
    [InlineData($"00-0AF7651916CD43DD8448EB211C80319C-{Parent}-01")]
    [InlineData($"00_{Trace}_{Parent}_01")]
    public async Task What_names_no_trace_begins_a_new_one(string text)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, ("TRACEPARENT", text), ("TRACESTATE", "vendor=1"));

        Assert.Null(scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1))));

        SentSpan root = receiver.Spans[0];
        Assert.Equal(("", ""), (root.Parent, root.State));
        Assert.NotEqual(Trace, root.Trace);
        Assert.Equal($"00-{root.Trace}-{receiver.Spans[1].Id}-01", scene.Handed[0]["TRACEPARENT"]);
        // That of another trace than this one.
        Assert.Equal("", scene.Handed[0]["TRACESTATE"]);
    }

    [Theory]
    [InlineData($"cc-{Trace}-{Parent}-01")]
    [InlineData($"01-{Trace}-{Parent}-01-what-comes-later")]
    [InlineData($"00-{Trace}-{Parent}-ff")]
    public async Task What_a_later_version_adds_is_left_out(string text)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, ("TRACEPARENT", text));

        scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal((Trace, Parent), (receiver.Spans[0].Trace, receiver.Spans[0].Parent));
        Assert.Equal($"00-{Trace}-{receiver.Spans[1].Id}-01", scene.Handed[0]["TRACEPARENT"]);
        Assert.DoesNotContain("TRACESTATE", scene.Handed[0].Keys);
    }

    [Fact]
    public async Task A_trace_that_nobody_keeps_is_handed_on_and_not_sent()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, ("TRACEPARENT", $"00-{Trace}-{Parent}-00"));

        Assert.Null(scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1))));

        Assert.Equal("/v1/metrics", Assert.Single(receiver.Requests).Path);
        Assert.StartsWith($"00-{Trace}-", scene.Handed[0]["TRACEPARENT"]);
        Assert.EndsWith("-00", scene.Handed[0]["TRACEPARENT"]);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "nonsense")]
    public async Task Where_no_trace_is_sent_the_variable_is_left_as_it_is(string variable, string value)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, (variable, value), ("TRACEPARENT", Valid));

        scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Empty(Assert.Single(scene.Handed));
    }

    [Theory]
    [InlineData("vendor=ü")]
    [InlineData("vendor=1\n")]
    public async Task A_state_that_no_header_could_hold_is_left_out(string state)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var scene = TelemetryScene.For(receiver, ("TRACEPARENT", Valid), ("TRACESTATE", state + "x"));

        scene.Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal(Trace, receiver.Spans[0].Trace);
        Assert.Equal("", scene.Handed[0]["TRACESTATE"]);
    }
}
