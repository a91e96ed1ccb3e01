using System.Text;
using BuildTiming.Output;

namespace Timing.Tests.Running;

/// <summary>Keeps what a command wrote, and lets a test wait for a part of it.</summary>
internal sealed class Recorder : IOutputTarget
{
    private static readonly TimeSpan Bound = HostProcess.Bound;
    private readonly MemoryStream _bytes = new();
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    public string Name => "the recorder";

    public byte[] Bytes
    {
        get
        {
            lock (_gate) return _bytes.ToArray();
        }
    }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _bytes.Write(bytes);
            string text = Encoding.UTF8.GetString(_bytes.ToArray());
            foreach ((string awaited, TaskCompletionSource seen) in _awaited)
                if (text.Contains(awaited, StringComparison.Ordinal)) seen.TrySetResult();
        }
    }

    public Task SeeAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _awaited.Add((text, seen));
        Write([]);
        return seen.Task.WaitAsync(Bound, TimeProvider.System);
    }
}
