namespace BuildTiming.Output.Terminal;

/// <summary>Where a phase's output goes: a terminal, or a pipe or file in its place.</summary>
internal interface ITerminalDevice
{
    /// <summary>It shows what is written, and follows escape sequences.</summary>
    bool IsTerminal { get; }

    /// <summary>Its size now: people change it.</summary>
    TerminalSize Size { get; }

    /// <summary>This process runs in the background of its terminal: what it writes there stops it, or mixes with another's.</summary>
    bool IsOthers { get; }

    /// <summary>A program reads single keys from it, as those do that fill the screen.</summary>
    bool GivesSingleKeys { get; }

    /// <summary>It takes a few bytes without waiting: it is neither paused nor slow.</summary>
    bool IsReady { get; }

    /// <summary>Writes at once, without a buffer; waits where it is paused or slow.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
