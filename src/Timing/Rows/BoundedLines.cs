namespace BuildTiming.Rows;

/// <summary>
/// Splits text into physical lines at LF or CRLF before anything looks at quotes, and keeps at most <see cref="Limit"/> of each.
/// </summary>
/// <remarks>
/// So an unbalanced quote costs its own line only, and a line of hundreds of megabytes costs its reading time and no memory.
/// <see cref="TextReader.ReadLine"/> would keep it all, and a CSV reader over the whole file would take an open quote to the file's end.
/// Nothing is allocated for a line: it is a part of the buffer, and valid until the next one is read.
/// </remarks>
internal sealed class BoundedLines(TextReader reader)
{
    /// <summary>The longest line that is handed on, in UTF-16 code units: rows hold some hundred.</summary>
    public const int Limit = 64 * 1024;

    // Room for a line with the CR of a CRLF, and one more code unit that tells a line of the limit from a longer one.
    private readonly char[] _buffer = new char[2 * Limit];
    private int _start;
    private int _end;
    private bool _isTooLong;

    /// <summary>The line that was read last, without its line break; null when it is longer than the limit.</summary>
    public ReadOnlyMemory<char>? Current { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there was one; a line break at the end of the text begins no further one.</returns>
    public bool Read()
    {
        int searched = _start;
        while (true)
        {
            int found = Array.IndexOf(_buffer, '\n', searched, _end - searched);
            if (found >= 0)
            {
                Take(found);
                _start = found + 1;
                return true;
            }

            // What is longer than a line may be is thrown away as it comes.
            if (_end - _start > Limit + 1) (_isTooLong, _start, _end) = (true, 0, 0);
            else MoveToFront();
            searched = _end;
            int read = reader.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) return TakeLast();
            _end += read;
        }
    }

    private void MoveToFront()
    {
        if (_start == 0) return;
        Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
    }

    private bool TakeLast()
    {
        if (_start == _end && !_isTooLong) return false;
        Take(_end);
        _start = _end;
        return true;
    }

    private void Take(int end)
    {
        int length = end - _start;
        if (length > 0 && _buffer[end - 1] == '\r') length--;
        bool fits = !_isTooLong && length <= Limit;
        Current = fits ? _buffer.AsMemory(_start, length) : default(ReadOnlyMemory<char>?);
        _isTooLong = false;
    }
}
