using BuildTiming.Model;
using BuildTiming.Output;

namespace BuildTiming.Phases;

/// <summary>The observers of a build's phases; one that fails is left out, and the others go on.</summary>
internal sealed class ObserverList : IOutputTarget
{
    private const int LongestLine = 64 * 1024;

    private readonly List<IPhaseObserver> _observers;
    private readonly Action<string> _warn;
    private LineSplitter _lines;

    public ObserverList(IEnumerable<IPhaseObserver> observers, Action<string> warn)
    {
        (_observers, _warn) = ([.. observers], warn);
        _lines = new LineSplitter(LongestLine, Line);
    }

    /// <inheritdoc/>
    public string Name => "those who watch the phase";

    /// <summary>Nobody watches.</summary>
    public bool IsEmpty => _observers.Count == 0;

    public void Started(PhaseStart phase)
    {
        _lines = new LineSplitter(LongestLine, Line);
        for (int i = _observers.Count - 1; i >= 0; i--) Guard(_observers[i], observer => observer.Started(phase));
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _lines.Write(bytes);

    public void Ended(TimingRow row)
    {
        _lines.End();
        for (int i = _observers.Count - 1; i >= 0; i--) Guard(_observers[i], observer => observer.Ended(row));
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        for (int i = _observers.Count - 1; i >= 0; i--)
        {
            IPhaseObserver observer = _observers[i];
            try
            {
                observer.Line(line);
            }
            catch (Exception exception)
            {
                LeaveOut(observer, exception);
            }
        }
    }

    private void Guard(IPhaseObserver observer, Action<IPhaseObserver> tell)
    {
        try
        {
            tell(observer);
        }
        catch (Exception exception)
        {
            LeaveOut(observer, exception);
        }
    }

    // The boundary: who watches a phase must not disturb it.
    private void LeaveOut(IPhaseObserver observer, Exception exception)
    {
        _observers.Remove(observer);
        _warn($"{observer.GetType().Name} watches no phase any more: {exception.Message}");
    }
}
