using BuildTiming.Output.Terminal;

namespace Cake.BuildTiming.Progress;

/// <summary>Shows progress while one command runs: a timer asks how far the phase has come, and says so in its place.</summary>
/// <remarks>In the first second nothing happens: what is over by then needs no estimate.</remarks>
internal sealed class CommandProgress : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);

    private readonly ProgressSource _source;
    private readonly Announcement _announcement;
    private readonly TerminalOutput _terminal;
    private readonly Func<TerminalOutput, Action, IProgressPlace> _choose;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private IProgressPlace? _place;
    private volatile bool _isOver;

    /// <summary>The command has started.</summary>
    /// <param name="source">Tells how far the phase has come.</param>
    /// <param name="announcement">Says what is usual of it.</param>
    /// <param name="terminal">What is shared.</param>
    /// <param name="choose">Where on it progress is shown; gets what is to be called when it is to be shown at once.</param>
    public CommandProgress(
        ProgressSource source, Announcement announcement, TerminalOutput terminal, Func<TerminalOutput, Action, IProgressPlace> choose)
    {
        (_source, _announcement, _terminal, _choose) = (source, announcement, terminal, choose);
        terminal.Share();
        _timer = source.Clock.CreateTimer(_ => Show(), null, First, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    /// <remarks>Waits for nobody: what is being shown now ends by itself.</remarks>
    public void Dispose()
    {
        _isOver = true;
        _timer.Dispose();
        _terminal.EndSharing();
        Leave();
    }

    private void Show()
    {
        if (!_gate.TryEnter()) return;
        try
        {
            if (_isOver || _source.Progress() is not { } progress) return;
            _place ??= _choose(_terminal, ShowNow);
            TimeSpan next = _place.Show(progress);
            if (!_announcement.Make(progress, _terminal) && next > First) next = First;
            _timer.Change(next > Soonest ? next : Soonest, Timeout.InfiniteTimeSpan);
        }
        catch (Exception exception)
        {
            // The boundary: what is shown must not disturb the build. A terminal that is gone is nothing to tell of.
            if (exception is not IOException) _source.Warn($"progress is not shown any more: {exception.Message}");
            _isOver = true;
        }
        finally
        {
            _gate.Exit();
        }

        if (_isOver) Leave();
    }

    private void ShowNow()
    {
        if (!_isOver) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Leave()
    {
        if (!_gate.TryEnter()) return;
        try
        {
            _place?.Dispose();
            _place = null;
        }
        finally
        {
            _gate.Exit();
        }
    }
}
