using BuildTiming.Output;

namespace BuildTiming.Running;

/// <summary>Hands each chunk to every target; a target that fails is reported once and left out, the others go on.</summary>
/// <remarks>One thread writes. Another may close, and waits for nothing: a terminal that nobody reads holds a write for ever.</remarks>
internal sealed class OutputFanOut(IReadOnlyList<IOutputTarget> targets)
{
    private readonly bool[] _failed = new bool[targets.Count];
    private readonly List<string> _warnings = [];
    private volatile bool _closed;

    /// <summary>Writes one chunk, unless the run has been closed.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < targets.Count; i++)
            if (!_closed && !_failed[i]) WriteTo(i, bytes);
    }

    /// <summary>Ends the run: nothing is written from here on. Returns what went wrong with the targets.</summary>
    public IReadOnlyList<string> Close()
    {
        _closed = true;
        lock (_warnings) return [.. _warnings];
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
            lock (_warnings) _warnings.Add($"The output could not be written to {targets[index].Name} any more: {exception.Message}");
        }
    }
}
