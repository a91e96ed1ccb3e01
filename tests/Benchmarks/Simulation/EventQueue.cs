namespace Benchmarks.Simulation;

/// <summary>What happens next: actions in the order of their times.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, double> _queue = new();

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    /// <summary>Something happens after so many seconds.</summary>
    public void After(double seconds, Action action) => _queue.Enqueue(action, Now + seconds);

    /// <summary>Goes on until nothing happens any more.</summary>
    public void Run()
    {
        while (_queue.TryDequeue(out Action? action, out double time))
        {
            Now = time;
            action();
        }
    }
}
