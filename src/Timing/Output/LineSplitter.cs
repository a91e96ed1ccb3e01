namespace BuildTiming.Output;

/// <summary>Cuts a stream of bytes into lines, wherever its chunks end, and hands each on as a terminal shows it.</summary>
/// <remarks>
/// A line ends at LF or CRLF. A carriage return inside a line goes back to its beginning: of a progress bar that overwrites itself only
/// what stands there last is a line. Of a line at most <c>limit</c> bytes are kept, and nothing is allocated for one.
/// </remarks>
/// <param name="limit">The longest line in bytes; what stands beyond is cut off.</param>
/// <param name="take">Gets each line without its line break; the bytes are valid during the call only.</param>
internal sealed class LineSplitter(int limit, LineSplitter.LineTaker take)
{
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    private readonly byte[] _line = new byte[limit];
    private int _length;
    private bool _isInside;
    private bool _hasReturned;

    /// <summary>Takes one line.</summary>
    public delegate void LineTaker(ReadOnlySpan<byte> line);

    private ReadOnlySpan<byte> Pending => _line.AsSpan(0, _length);

    /// <summary>Takes the next bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        int end;
        while ((end = bytes.IndexOf(LineFeed)) >= 0)
        {
            if (_isInside)
            {
                Append(bytes[..end]);
                take(Pending);
                (_length, _isInside) = (0, false);
            }
            else
            {
                // The common case: a whole line in one chunk is not copied.
                ReadOnlySpan<byte> line = Shown(bytes[..end]);
                take(line[..Math.Min(line.Length, limit)]);
            }

            bytes = bytes[(end + 1)..];
        }

        Append(bytes);
    }

    /// <summary>The stream has ended: a last line that no line break has ended is one all the same.</summary>
    public void End()
    {
        if (!_isInside) return;
        take(Pending);
        (_length, _isInside, _hasReturned) = (0, false, false);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        _isInside = true;
        // A return at the very end may be half of a line break: it goes back only when something follows it.
        bool returns = bytes[^1] == Return;
        ReadOnlySpan<byte> shown = Shown(bytes);
        bool goesBack = shown.Length < bytes.TrimEnd(Return).Length;
        if (goesBack || (_hasReturned && !shown.IsEmpty)) _length = 0;
        _hasReturned = returns;

        int taken = Math.Min(shown.Length, limit - _length);
        shown[..taken].CopyTo(_line.AsSpan(_length));
        _length += taken;
    }

    /// <summary>What stands behind the last carriage return that is followed by something.</summary>
    private static ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimEnd(Return);
        return bytes[(bytes.LastIndexOf(Return) + 1)..];
    }
}
