namespace BuildTiming.Output;

/// <summary>The host's own standard output, written without decoding and without a buffer, so that prompts show at once.</summary>
public sealed class TerminalOutput : IOutputTarget
{
    private readonly Stream _stream = Console.OpenStandardOutput();

    /// <inheritdoc/>
    public string Name => "the terminal";

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);
}
