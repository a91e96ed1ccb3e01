namespace BuildTiming.Capture;

/// <summary>How a phase's command ended.</summary>
public sealed record PhaseExit
{
    /// <summary>
    /// The command's own exit code; 128 + n when signal n ended it; 127 when the program was not found, 126 when it cannot be
    /// executed. After an interrupt, and only where the command itself reports success or did not run, 128 + the signal's number.
    /// </summary>
    public required int ExitCode { get; init; }

    /// <summary>Whether a stop was asked for before the command had ended.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What went wrong around the command without touching it, for example a log that could not be written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
