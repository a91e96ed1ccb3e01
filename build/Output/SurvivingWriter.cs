using System.Text;

namespace Build.Output;

/// <summary>Standard output and error that outlive their terminal: after a hangup, rows are still recorded and published.</summary>
internal sealed class SurvivingWriter(TextWriter terminal) : TextWriter
{
    private bool _isGone;

    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(value, static (writer, character) => writer.Write(character));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(value, static (writer, text) => writer.WriteLine(text));

    /// <inheritdoc/>
    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        if (_isGone) return;
        try
        {
            write(terminal, value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // EIO: the terminal is gone; EBADF, which .NET takes for a denied access: there never was one (`>&-`). Nobody is left to tell.
            _isGone = true;
        }
    }
}
