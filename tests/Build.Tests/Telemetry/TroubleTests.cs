using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Build.Tests.Telemetry;

/// <summary>Backends that do not take what is sent: each is told of once, and does nothing else.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData(404, "HTTP 404 (NotFound)")]
    [InlineData(503, "HTTP 503 (ServiceUnavailable)")]
    [InlineData(302, "HTTP 302 (Found)")]
    public async Task One_that_refuses_is_named_with_its_answer(int status, string problem)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return Task.CompletedTask;
        });

        string? complaint = TelemetryScene.For(receiver).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal($"Telemetry of this run has not been sent, or not all of it: {receiver.Address}: {problem}.", complaint);
    }

    [Fact]
    public void One_that_is_not_there_is_named()
    {
        string? complaint = TelemetryScene.For("http://user:hunter2@127.0.0.1:1").Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal("Telemetry of this run has not been sent, or not all of it: http://127.0.0.1:1: Connection refused.", complaint);
    }

    [Fact]
    public void A_host_that_has_no_address_is_named() =>
        Assert.StartsWith(
            "Telemetry of this run has not been sent, or not all of it: http://no-such-host.invalid:4318: ",
            TelemetryScene.For("http://no-such-host.invalid:4318").Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1))));

    [Fact]
    public async Task One_that_never_answers_is_given_up()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartHangingAsync();

        string? complaint = TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_TIMEOUT", "50"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal($"Telemetry of this run has not been sent, or not all of it: {receiver.Address}: no answer in time.", complaint);
    }

    [Fact]
    public async Task One_that_speaks_another_language_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://{listener.LocalEndpoint}";
        Task talking = TalkNonsenseAsync(listener);

        string? complaint = TelemetryScene.For(address).Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        listener.Stop();
        await talking;
        Assert.StartsWith($"Telemetry of this run has not been sent, or not all of it: {address}: ", complaint);
    }

    [Fact]
    public async Task An_address_of_one_kind_that_is_none_leaves_the_other_kind_alone()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        string? complaint = TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "user:hunter2@nonsense"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.Equal(
            "Telemetry of this run has not been sent, or not all of it: "
            + "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is no address such as http://localhost:4318.",
            complaint);
        Assert.Equal(2, receiver.Spans.Length);
    }

    [Fact]
    public async Task Headers_that_are_none_are_told_of()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        string? complaint = TelemetryScene.For(receiver, ("OTEL_EXPORTER_OTLP_HEADERS", "hunter2"))
            .Tell(Ended.Run(0, Ended.Phase("apply-persistent", 1)));

        Assert.NotNull(complaint);
        Assert.DoesNotContain("hunter2", complaint);
        Assert.Empty(receiver.Requests);
    }

    private static async Task TalkNonsenseAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes("220 mail.example.org ESMTP\r\n"));
            }
        }
        catch (SocketException)
        {
            // Nobody listens any more.
        }
    }
}
