using System.Collections.Concurrent;
using BuildTiming.Phases;
using BuildTiming.Running;
using BuildTiming.Sessions;
using BuildTiming.Sessions.Telemetry;
using Tests.Shared.Time;

namespace Timing.Tests.Sessions.Telemetry;

/// <summary>What a session does for whatever sends its telemetry, and what it takes from it.</summary>
public sealed class SessionTelemetryTests : IDisposable
{
    private static readonly PhaseDeclaration Phase = new("integration-tests", "dev");

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];
    private string? _endpoint = "http://localhost:4318";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_phase_s_commands_get_its_variables_and_its_end_is_told_with_that_of_the_run()
    {
        var telemetry = new FakeTelemetry();
        BuildTimingSession session = Session(telemetry);

        await session.RunAsync(Phase, Bash("echo $TRACEPARENT >variable; echo '##### STAGE 1: Wait #####'; exit 3"));
        await session.SendTelemetryAsync(4);

        Assert.Equal(FakeTelemetry.Variables["TRACEPARENT"], File.ReadAllText(_folder["variable"]).Trim());
        EndedRun run = telemetry.Sent!;
        EndedPhase phase = Assert.Single(run.Phases);
        Assert.Equal((4, false), (run.ExitCode, run.IsInterrupted));
        Assert.Equal(Assert.Single(telemetry.Begun), phase.Start);
        Assert.Equal(Assert.Single(session.Rows), phase.Row);
        Assert.Equal("STAGE 1: Wait", Assert.Single(phase.Steps).Name);
        Assert.Equal(3, phase.Row.ExitCode);
        Assert.InRange(phase.Began, run.Began, run.Began + run.Elapsed);
        Assert.InRange(phase.Elapsed, TimeSpan.Zero, run.Elapsed);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_command_s_own_variable_stays()
    {
        BuildTimingSession session = Session(new FakeTelemetry());

        await session.RunAsync(
            Phase, Bash("echo $TRACEPARENT >variable") with { Environment = new Dictionary<string, string> { ["TRACEPARENT"] = "own" } });

        Assert.Equal("own", File.ReadAllText(_folder["variable"]).Trim());
    }

    [Fact]
    public async Task Where_the_environment_names_no_backend_nothing_is_made_that_could_send()
    {
        _endpoint = null;
        BuildTimingSession session = Session(() => throw new InvalidOperationException("is made all the same"));

        await session.RunAsync(Phase, Bash("true"));
        await session.SendTelemetryAsync(0);

        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_session_without_phases_sends_nothing()
    {
        var telemetry = new FakeTelemetry();
        BuildTimingSession session = Session(telemetry);

        session.Open(Phase);
        session.Discard();
        await session.SendTelemetryAsync(0);

        Assert.Null(telemetry.Sent);
    }

    [Fact]
    public async Task What_is_sent_once_is_not_sent_again()
    {
        int sent = 0;
        BuildTimingSession session = Session(new FakeTelemetry { OnSend = () => $"failed, time {++sent}" });

        await session.RunAsync(Phase, Bash("true"));
        await session.SendTelemetryAsync(0);
        await session.SendTelemetryAsync(0);

        Assert.Equal("failed, time 1", Assert.Single(_warnings));
    }

    [Fact]
    public async Task Telemetry_that_cannot_be_made_is_one_warning_and_the_phases_run()
    {
        BuildTimingSession session = Session(() => throw new FileNotFoundException("no such assembly"));

        await session.RunAsync(Phase, Bash("exit 3"));
        await session.RunAsync(Phase, Bash("exit 4"));
        await session.SendTelemetryAsync(3);

        Assert.Equal([3, 4], session.Rows.Select(row => row.ExitCode));
        Assert.Equal("Traces and metrics of this run could not be sent: no such assembly", Assert.Single(_warnings));
    }

    [Fact]
    public async Task Telemetry_that_throws_is_one_warning_and_the_phases_run()
    {
        BuildTimingSession session = Session(new FakeTelemetry { OnSend = () => throw new InvalidOperationException("a bug") });

        await session.RunAsync(Phase, Bash("exit 3"));
        await session.SendTelemetryAsync(3);

        Assert.Equal(3, Assert.Single(session.Rows).ExitCode);
        Assert.Equal("Traces and metrics of this run could not be sent: a bug", Assert.Single(_warnings));
    }

    [Fact]
    public async Task Telemetry_that_hangs_is_left_alone_when_its_time_is_over()
    {
        using var end = new ManualResetEventSlim();
        var clock = new ImpatientClock();
        var telemetry = new FakeTelemetry
        {
            OnSend = () =>
            {
                end.Wait();
                return null;
            },
        };
        BuildTimingSession session = Session(() => telemetry, clock);
        await session.RunAsync(Phase, Bash("true"));

        await session.SendTelemetryAsync(0);
        end.Set();

        Assert.Equal(
            "Traces and metrics of this run may not have been sent: the backend does not answer.", Assert.Single(_warnings));
        Assert.Contains(SessionTelemetry.Bound, clock.Waits);
        Assert.True(SessionTelemetry.Bound < TimeSpan.FromSeconds(2));
        Assert.True(SessionTelemetry.Patience < SessionTelemetry.Bound);
    }

    private BuildTimingSession Session(IRunTelemetry telemetry) => Session(() => telemetry);

    private BuildTimingSession Session(Func<IRunTelemetry> telemetry, TimeProvider? clock = null) => new(new BuildTimingOptions
    {
        Folder = _folder.Path,
        Telemetry = telemetry,
        Clock = clock ?? new PatientClock(),
        Variable = name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? _endpoint : null,
        Warn = _warnings.Add,
    });

    private PhaseCommand Bash(string script) => new() { Program = "bash", Arguments = ["-c", script], WorkingDirectory = _folder.Path };

    /// <summary>The system's clock; what is waited for until then is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public ConcurrentBag<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
