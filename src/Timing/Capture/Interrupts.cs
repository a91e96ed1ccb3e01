namespace BuildTiming.Capture;

/// <summary>Stub until the real one is there.</summary>
public sealed class Interrupts
{
    /// <summary>Requested.</summary>
    public bool Requested { get; }
    /// <summary>Ctrl-C.</summary>
    public bool IsCtrlC { get; }
    /// <summary>Code.</summary>
    public int ExitCode { get; }
    /// <summary>Token.</summary>
    public CancellationToken Token => CancellationToken.None;
}
