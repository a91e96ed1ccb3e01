namespace BuildTiming.Output;

/// <summary>The host's own standard output, written without decoding and without a buffer, so that prompts show at once.</summary>
internal sealed class TerminalOutput : IOutputTarget
{
    private readonly Stream _stream = Console.OpenStandardOutput();

    /// <inheritdoc/>
    public string Name => "the terminal";

    /// <summary>What was written last ended a line: a message of the host's own would not stand inside one of the command's.</summary>
    public bool IsAtLineStart { get; private set; } = true;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        if (!bytes.IsEmpty) IsAtLineStart = bytes[^1] is (byte)'\n' or (byte)'\r';
    }
}
