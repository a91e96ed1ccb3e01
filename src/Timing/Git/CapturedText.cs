using System.Text;
using BuildTiming.Processes;

namespace BuildTiming.Git;

/// <summary>The text that comes out of a pipe, read as it comes.</summary>
/// <remarks>
/// A process that git leaves behind (a credential cache, the master of shared ssh connections) may hold the pipe open for hours. What git
/// itself wrote is in the pipe when git ends, so the end of the pipe is waited for no longer than a busy machine needs.
/// </remarks>
internal sealed class CapturedText
{
    private readonly StringBuilder _text = new();
    private readonly int _limit;
    private readonly Task _reading;
    private bool _isCut;
    private bool _cameToItsEnd;

    /// <summary>Starts to read.</summary>
    /// <param name="pipe">The pipe.</param>
    /// <param name="limit">How many characters are kept: the last ones.</param>
    public CapturedText(Stream pipe, int limit = int.MaxValue)
    {
        _limit = limit;
        _reading = PipeThread.RunAsync(() => Read(pipe));
    }

    /// <summary>
    /// The text, to be called when git has ended, and whether it is all that came and the pipe's end was reached: else it is no answer.
    /// </summary>
    /// <param name="patience">How long the end of the pipe is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<CapturedOutput> CompleteAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        await Task.WhenAny(_reading, Task.Delay(patience, TimeProvider.System, cancellation));
        if (!_reading.IsCompleted) cancellation.ThrowIfCancellationRequested();
        lock (_text) return new CapturedOutput(_text.ToString(), _cameToItsEnd && !_isCut);
    }

    private void Read(Stream pipe)
    {
        // Nobody else closes it, and a run may start git a hundred times.
        using var reader = new StreamReader(pipe, Encoding.UTF8);
        char[] buffer = new char[4096];
        try
        {
            int read;
            while ((read = reader.Read(buffer)) > 0)
            {
                lock (_text)
                {
                    _text.Append(buffer, 0, read);
                    if (_text.Length / 2 <= _limit) continue;
                    _text.Remove(0, _text.Length - _limit);
                    _isCut = true;
                }
            }

            lock (_text) _cameToItsEnd = true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe was closed here, because git has ended.
        }
    }
}
