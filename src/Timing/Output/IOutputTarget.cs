namespace BuildTiming.Output;

/// <summary>A place that a command's output goes to: the terminal, the log, a counter.</summary>
internal interface IOutputTarget
{
    /// <summary>What a message calls it, for example <c>the log</c>.</summary>
    string Name { get; }

    /// <summary>Takes the next bytes, exactly as the command wrote them; a chunk may end inside a line or a character.</summary>
    /// <remarks>
    /// The bytes are valid during the call only. An <see cref="IOException"/> or any other failure is reported once by the tee,
    /// which then leaves this target out and goes on with the others.
    /// </remarks>
    void Write(ReadOnlySpan<byte> bytes);
}
