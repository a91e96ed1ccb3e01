using BuildTiming.Model;
using BuildTiming.Running.Stopping;

namespace BuildTiming.Sessions.Telemetry;

/// <summary>The traces and metrics of a session, where its program can send them and the environment says where to.</summary>
/// <remarks>
/// Whatever goes wrong in it is one warning, at the end: commands run, rows are recorded, and a backend that does not answer is waited for
/// no longer than <see cref="Bound"/>.
/// </remarks>
/// <param name="options">Of the session.</param>
/// <param name="interrupts">This program's answer to signals; null where it leaves them alone.</param>
internal sealed class SessionTelemetry(BuildTimingOptions options, Interrupts? interrupts)
{
    /// <summary>How long the end of a run waits at most, whatever the backend does: under 2 s with all that surrounds it.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(1.8);

    /// <summary>The same after a stop was asked for: a runner in CI kills soon.</summary>
    public static readonly TimeSpan AfterInterrupt = TimeSpan.FromSeconds(1);

    /// <summary>How long who sends waits for one answer: less, so that it can still tell which one did not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4);

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly Func<IRunTelemetry>? _factory = Wanted(options);
    private IRunTelemetry? _telemetry;
    private string? _complaint;
    private bool _isPrepared;

    /// <summary>Asked when a phase begins for further variables of its commands; null where nothing is to be sent.</summary>
    public Func<PhaseStart, IReadOnlyDictionary<string, string>>? Variables => _factory is null ? null : Begin;

    /// <summary>The run comes to its end: what takes a while is begun in the background.</summary>
    public void Prepare()
    {
        if (_telemetry is not { } telemetry || _isPrepared) return;
        _isPrepared = true;
        // What fails in it fails again when everything is sent.
        _ = Task.Run(telemetry.Prepare);
    }

    /// <summary>Sends everything, and waits no longer than is allowed.</summary>
    public async Task SendAsync(EndedRun run)
    {
        if (_telemetry is { } telemetry)
        {
            _telemetry = null;
            if (run.Phases.Count > 0) _complaint ??= await TrySendAsync(telemetry, run);
        }

        if (_complaint is { } complaint) options.Warn(complaint);
        _complaint = null;
    }

    private static Func<IRunTelemetry>? Wanted(BuildTimingOptions options) =>
        options.Telemetry is { } factory && new TelemetryVariables(options.Variable).AreOn ? factory : null;

    private IReadOnlyDictionary<string, string> Begin(PhaseStart phase)
    {
        if (_complaint is not null) return Nothing;
        try
        {
            _telemetry ??= _factory!();
            return _telemetry.Begin(phase);
        }
        catch (Exception exception)
        {
            // The boundary: the phase runs without a trace.
            (_telemetry, _complaint) = (null, Failure(exception));
            return Nothing;
        }
    }

    private async Task<string?> TrySendAsync(IRunTelemetry telemetry, EndedRun run)
    {
        try
        {
            // A thread of its own, which the process does not wait for: not all that may hang in it can be called off.
            Task<string?> sending = Task.Factory.StartNew(
                () => telemetry.Send(run), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return await sending.WaitAsync(run.IsInterrupted ? AfterInterrupt : Bound, options.Clock, Impatience(run));
        }
        catch (TimeoutException)
        {
            return "Traces and metrics of this run may not have been sent: the backend does not answer.";
        }
        catch (OperationCanceledException)
        {
            return "Traces and metrics of this run may not have been sent: the run was interrupted.";
        }
        catch (Exception exception)
        {
            // The boundary: the build's outcome stands.
            return Failure(exception);
        }
    }

    // Whoever interrupts now waits for this alone.
    private CancellationToken Impatience(EndedRun run) =>
        interrupts is null ? CancellationToken.None : run.IsInterrupted ? interrupts.Question : interrupts.Token;

    private static string Failure(Exception exception) => $"Traces and metrics of this run could not be sent: {exception.Message}";
}
