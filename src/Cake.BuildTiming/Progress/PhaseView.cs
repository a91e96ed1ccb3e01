using BuildTiming.Output.Terminal;
using BuildTiming.Phases;

namespace Cake.BuildTiming.Progress;

/// <summary>Shows the progress of the phases of one build: on a person's terminal as a bar, elsewhere by lines.</summary>
/// <param name="mode">What is asked for.</param>
/// <param name="features">What the terminal shows.</param>
/// <param name="variable">The value of an environment variable.</param>
/// <param name="source">Tells how far a phase has come.</param>
internal sealed class PhaseView(ProgressMode mode, TerminalFeatures features, Func<string, string?> variable, ProgressSource source)
    : IPhaseView
{
    private Announcement? _announcement;

    private LineText Lines => new(features.Unicode);

    /// <inheritdoc/>
    public IDisposable? Begin(TerminalOutput terminal) => mode == ProgressMode.Off
        ? null
        : new CommandProgress(source, _announcement ??= new Announcement(Lines), terminal, Choose);

    private IProgressPlace Choose(TerminalOutput terminal, Action changed) => CanHaveBar(terminal)
        ? new BarPlace(terminal, new BarText(features.Unicode, features.OutColours), new WindowSigns(variable), changed)
        : new LinePlace(terminal, Lines, source.IsCi);

    // A terminal of CI is nobody's screen.
    private bool CanHaveBar(TerminalOutput terminal) => terminal.IsTerminal && variable("TERM") is not (null or "" or "dumb")
        && (mode == ProgressMode.Bar || (mode == ProgressMode.Auto && !source.IsCi()));
}
