using System.Text;

namespace Build.Output;

/// <summary>Leaves out the blanks at the end of a line and, where colours are not shown, the escape codes that would make them.</summary>
/// <param name="inner">Gets what is left.</param>
/// <param name="colours">Escape codes are passed on.</param>
internal sealed class PlainWriter(TextWriter inner, bool colours) : TextWriter
{
    private const char Escape = '\e';
    private readonly StringBuilder _left = new();
    private int _blanks;
    private State _state;

    private enum State { Text, AfterEscape, InCode }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write((value + Environment.NewLine).AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (char character in buffer) Add(character);
        inner.Write(_left.ToString());
        _left.Clear();
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private void Add(char character)
    {
        if (!colours && IsOfCode(character)) return;
        // Blanks wait for what follows: a line break drops them.
        if (character == ' ')
        {
            _blanks++;
            return;
        }

        if (character is not ('\r' or '\n')) _left.Append(' ', _blanks);
        _blanks = 0;
        _left.Append(character);
    }

    // ESC [ parameters letter: https://en.wikipedia.org/wiki/ANSI_escape_code#CSI_sequences
    private bool IsOfCode(char character)
    {
        (bool isOfCode, _state) = (_state, character) switch
        {
            (State.Text, Escape) => (true, State.AfterEscape),
            (State.AfterEscape, '[') => (true, State.InCode),
            (State.InCode, >= '@' and <= '~') => (true, State.Text),
            (State.InCode, _) => (true, State.InCode),
            _ => (false, State.Text),
        };
        return isOfCode;
    }
}
