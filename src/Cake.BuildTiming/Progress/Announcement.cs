using System.Text;
using BuildTiming.Output.Terminal;
using BuildTiming.Sessions;

namespace Cake.BuildTiming.Progress;

/// <summary>Says once, when a phase starts, what is usual of it.</summary>
/// <param name="text">What it says.</param>
internal sealed class Announcement(LineText text)
{
    // The history is read by then, or will not be.
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(6);

    private string? _run;

    /// <summary>Says it, if it can be said now.</summary>
    /// <returns>There is nothing more to say of this phase.</returns>
    public bool Make(PhaseProgress progress, TerminalOutput terminal)
    {
        if (_run == progress.Phase.RunId) return true;
        bool isOver = progress.Elapsed > Latest || (progress.History is not null && (text.Usual(progress) is not { } line || Write(line)));
        if (isOver) _run = progress.Phase.RunId;
        return isOver;

        bool Write(string said) => terminal.TryWriteLine(Encoding.UTF8.GetBytes(said + Environment.NewLine), TimeSpan.Zero);
    }
}
