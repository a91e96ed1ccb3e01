using BuildTiming.Phases;
using BuildTiming.Running;
using BuildTiming.Sessions;
using BuildTiming.Sessions.Telemetry;
using BuildTiming.Telemetry;
using Tests.Shared.Files;
using Tests.Shared.Time;

namespace Build.Tests.Telemetry;

/// <summary>A program of its own that sends its telemetry.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_phases_are_sent_when_it_says_so_and_nothing_before()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        BuildTimingSession session = Session(receiver, new PatientClock());

        await session.RunAsync(new PhaseDeclaration("integration-tests", "dev"), Bash("echo $TRACEPARENT >variable; exit 3"));
        await session.PublishAsync();
        Assert.Empty(receiver.Requests);
        await session.SendTelemetryAsync(3);

        SentSpan[] spans = receiver.Spans;
        Assert.Equal(["RUN my pipeline", "integration-tests"], spans.Select(span => span.Name));
        Assert.Equal(spans[0].Id, spans[1].Parent);
        Assert.Equal($"00-{spans[0].Trace}-{spans[1].Id}-01", File.ReadAllText(_folder["variable"]).Trim());
        Assert.Equal("3", spans[1].Attributes["process.exit.code"]);
        Assert.Equal(2, receiver.Histograms.Length);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_backend_that_never_answers_is_left_when_the_time_is_over()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartHangingAsync();
        BuildTimingSession session = Session(receiver, new SpentClock());

        await session.RunAsync(new PhaseDeclaration("integration-tests", "dev"), Bash("exit 3"));
        await session.SendTelemetryAsync(3);

        Assert.Equal(3, Assert.Single(session.Rows).ExitCode);
        Assert.Single(_warnings);
    }

    private BuildTimingSession Session(OtlpReceiver receiver, TimeProvider clock)
    {
        string? Variable(string name) => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? receiver.Address : null;
        return new BuildTimingSession(new BuildTimingOptions
        {
            Folder = _folder.Path,
            Telemetry = () => new RunTelemetry("my pipeline", new TelemetryVariables(Variable)),
            Variable = Variable,
            Clock = clock,
            Warn = _warnings.Add,
        });
    }

    private PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script], WorkingDirectory = _folder.Path };

    /// <summary>The system's clock, by which every wait is over at once.</summary>
    private sealed class SpentClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
