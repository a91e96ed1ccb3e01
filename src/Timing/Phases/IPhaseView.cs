using BuildTiming.Output.Terminal;

namespace BuildTiming.Phases;

/// <summary>Shows how far the open phase has come, beside the output of its commands.</summary>
internal interface IPhaseView
{
    /// <summary>A command has started and has not written yet. It is on its way: this must not take long.</summary>
    /// <param name="terminal">Where its output goes, and may be shared from now on.</param>
    /// <returns>Disposed when the command has ended; null where nothing is shown.</returns>
    IDisposable? Begin(TerminalOutput terminal);
}
