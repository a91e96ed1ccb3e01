namespace Timing.Tests.Rows;

/// <summary>A text that is never held as a whole: a block, repeated, and an end.</summary>
public sealed class RepeatingReader(string block, int times, string end) : TextReader
{
    private string _current = "";
    private int _left = times + 1;
    private int _at;

    public override int Read(char[] buffer, int index, int count)
    {
        while (_at == _current.Length)
        {
            if (_left == 0) return 0;
            _left--;
            _current = _left > 0 ? block : end;
            _at = 0;
        }

        int length = Math.Min(count, _current.Length - _at);
        _current.CopyTo(_at, buffer, index, length);
        _at += length;
        return length;
    }
}
