using System.Text;
using BuildTiming.Output.Terminal;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>Lines between those of the phase, while it is silent.</summary>
/// <param name="terminal">Where they go: to standard output, as the phase's.</param>
/// <param name="text">What they say.</param>
/// <param name="isCi">Whether this is CI; asked once a phase has been silent.</param>
internal sealed class LinePlace(TerminalOutput terminal, LineText text, Func<bool> isCi) : IProgressPlace
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceInCi = TimeSpan.FromSeconds(30);

    private SilenceSchedule? _schedule;
    private TimeSpan _patience = Patience;

    /// <inheritdoc/>
    public TimeSpan Show(PhaseProgress progress)
    {
        TimeSpan silence = terminal.Silence;
        if (_schedule is null)
        {
            if (silence < Patience) return Patience - silence;
            _patience = isCi() ? PatienceInCi : Patience;
            _schedule = new SilenceSchedule(_patience);
        }

        TimeSpan wait = _schedule.Wait(silence);
        if (wait > TimeSpan.Zero) return wait;
        // In the middle of a line, or to a reader that makes a pause, nothing is said; by then the phase may have spoken.
        if (!terminal.TryWriteLine(Encoding.UTF8.GetBytes(text.Now(progress) + Environment.NewLine), _patience)) return _patience;
        _schedule.Said();
        return _schedule.Wait(silence);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
