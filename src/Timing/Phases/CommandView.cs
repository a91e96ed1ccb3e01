using BuildTiming.Output.Terminal;
using BuildTiming.Running;

namespace BuildTiming.Phases;

/// <summary>What is shown beside one command's output, from its start to its end.</summary>
/// <param name="view">Shows it; null where nobody does.</param>
/// <param name="terminal">Where the output goes.</param>
/// <param name="warn">Gets what went wrong.</param>
internal sealed class CommandView(IPhaseView? view, TerminalOutput terminal, Action<string> warn) : IDisposable
{
    private IDisposable? _shown;

    /// <summary>The command as it is to be started.</summary>
    public PhaseCommand Beside(PhaseCommand command) => view is null ? command : command with
    {
        Started = process =>
        {
            command.Started?.Invoke(process);
            Guard(() => _shown = view.Begin(terminal));
        },
    };

    /// <inheritdoc/>
    public void Dispose() => Guard(() => _shown?.Dispose());

    private void Guard(Action show)
    {
        try
        {
            show();
        }
        catch (Exception exception)
        {
            // The boundary: what is shown must not disturb the build.
            warn($"the progress of a phase cannot be shown: {exception.Message}");
        }
    }
}
