using BuildTiming.Model;

namespace BuildTiming.Sessions.Telemetry;

/// <summary>
/// Sends traces and metrics of one run to a backend: <c>RunTelemetry</c> of src/Telemetry does. A program makes one, and its session calls
/// it.
/// </summary>
public interface IRunTelemetry
{
    /// <summary>A phase begins: its first command has not started yet, and waits for this.</summary>
    /// <returns>Further variables for the phase's commands, by which what runs in them joins the trace.</returns>
    internal IReadOnlyDictionary<string, string> Begin(PhaseStart phase);

    /// <summary>Does in advance what can be done before the end of the run: on a thread of the pool, at any time, or not at all.</summary>
    internal void Prepare();

    /// <summary>Sends everything: the run is over. Called once, on a thread that may be left alone in the middle of it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>What could not be sent, where, and why; null where all has arrived.</returns>
    internal string? Send(EndedRun run);
}
