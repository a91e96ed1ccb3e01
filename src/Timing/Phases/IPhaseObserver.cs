using BuildTiming.Model;

namespace BuildTiming.Phases;

/// <summary>Watches the phases of a build while they run: for steps, an estimate, traces. It changes nothing of them.</summary>
/// <remarks>
/// Calls come one after the other, <see cref="Line"/> on the thread that copies the output: an observer that is slow delays what it
/// watches. One that throws is reported once and not called again.
/// </remarks>
public interface IPhaseObserver
{
    /// <summary>A phase has begun: the journal knows of it, and its first command is about to start.</summary>
    void Started(PhaseStart phase);

    /// <summary>
    /// A line of the phase's output, without its line break, as a terminal shows it; after 64 KiB it is cut off. Valid during the call
    /// only.
    /// </summary>
    void Line(ReadOnlySpan<byte> line);

    /// <summary>The phase has ended, with this row.</summary>
    void Ended(TimingRow row);
}
