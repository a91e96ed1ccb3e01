using BuildTiming.Processes;

namespace BuildTiming.Output.Terminal;

/// <summary>The host's own standard output, written without decoding and without a buffer, so that prompts show at once.</summary>
internal sealed class StandardOutput : ITerminalDevice
{
    private readonly Stream _stream = Console.OpenStandardOutput();

    /// <inheritdoc/>
    /// <remarks>Known on Linux only: elsewhere what stays at the last line would be untested.</remarks>
    public bool IsTerminal => OperatingSystem.IsLinux() && !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public TerminalSize Size
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return default;
            (int lines, int columns) = NativeTerminal.Size();
            return new TerminalSize(lines, columns);
        }
    }

    /// <inheritdoc/>
    public bool IsOthers => OperatingSystem.IsLinux() && NativeTerminal.IsOthers();

    /// <inheritdoc/>
    public bool GivesSingleKeys => OperatingSystem.IsLinux() && NativeTerminal.GivesSingleKeys();

    /// <inheritdoc/>
    public bool IsReady => !OperatingSystem.IsLinux() || NativeTerminal.IsReady();

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);
}
