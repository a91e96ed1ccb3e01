namespace BuildTiming.Running;

/// <summary>How a phase's command ended.</summary>
public sealed record PhaseExit
{
    /// <summary>
    /// The command's own exit code; 128 + n when signal n ended it; 127 when the program was not found, 126 when it cannot be
    /// executed. For a command that was not started, or that nobody waits for any more, 128 + the number of the signal that was the reason.
    /// </summary>
    public required int ExitCode { get; init; }

    /// <summary>Whether the command was started; it is not once a stop has been asked for.</summary>
    public bool Started { get; init; } = true;

    /// <summary>Whether a stop was asked for before the command had ended.</summary>
    public bool Interrupted { get; init; }

    /// <summary>
    /// Whether the stop came to the host's whole process group: from a terminal's Ctrl-C, and not from a signal to the host alone.
    /// </summary>
    public bool ReachedGroup { get; init; }

    /// <summary>What went wrong around the command without touching it, for example a log that could not be written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
