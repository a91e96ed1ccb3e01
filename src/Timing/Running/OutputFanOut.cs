using BuildTiming.Output;

namespace BuildTiming.Running;

/// <summary>Hands each chunk to every target; a target that fails is reported once and left out, the others go on.</summary>
internal sealed class OutputFanOut(IReadOnlyList<IOutputTarget> targets)
{
    private readonly Lock _gate = new();
    private readonly bool[] _failed = new bool[targets.Count];
    private readonly List<string> _warnings = [];
    private bool _closed;

    /// <summary>Writes one chunk, unless the run has been closed.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_closed) return;
            for (int i = 0; i < targets.Count; i++)
                if (!_failed[i]) WriteTo(i, bytes);
        }
    }

    /// <summary>Ends the run: nothing is written from here on. Returns what went wrong with the targets.</summary>
    public IReadOnlyList<string> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _warnings;
        }
    }

    // The boundary where recording must not disturb the build: a full disk or a closed terminal is no failure of the command.
    private void WriteTo(int index, ReadOnlySpan<byte> bytes)
    {
        try
        {
            targets[index].Write(bytes);
        }
        catch (Exception exception)
        {
            _failed[index] = true;
            _warnings.Add($"The output could not be written to {targets[index].Name} any more: {exception.Message}");
        }
    }
}
