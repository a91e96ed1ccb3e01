namespace BuildTiming.Output.Terminal;

/// <summary>
/// Standard output, which a phase's output goes to byte for byte, and which it may share with what is said of its progress.
/// </summary>
/// <remarks>
/// The two write one after the other. Who speaks of progress waits for nothing: where the phase is writing or the terminal is paused, it
/// comes again later.
/// </remarks>
/// <param name="device">The terminal, or what is in its place.</param>
/// <param name="clock">Measures how long the phase has been silent.</param>
internal sealed class TerminalOutput(ITerminalDevice device, TimeProvider clock) : IOutputTarget
{
    private readonly Lock _gate = new();
    private readonly ScreenText _text = new();
    private StatusLine? _line;
    private long _written;
    private bool _isShared;
    private bool _isHeld;
    private bool _isOver;

    /// <summary>This process's own standard output.</summary>
    public TerminalOutput()
        : this(new StandardOutput(), TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public string Name => "the terminal";

    /// <summary>A last line can be shown on it.</summary>
    public bool IsTerminal => device.IsTerminal;

    /// <summary>Its size now.</summary>
    public TerminalSize Size => device.Size;

    /// <summary>How long ago the phase wrote, or the sharing began.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _written));

    /// <summary>From here on others write, too. To be called before the phase writes.</summary>
    public void Share() => (_written, _isShared) = (clock.GetTimestamp(), true);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!_isShared)
        {
            device.Write(bytes);
            return;
        }

        lock (_gate)
        {
            Follow(bytes, isWritten: false);
            device.Write(bytes);
            Follow(bytes, isWritten: true);
            // Now, and not when it began: a phase whose reader made a pause was not silent.
            Volatile.Write(ref _written, clock.GetTimestamp());
        }
    }

    /// <summary>Writes a line between two of the phase's.</summary>
    /// <param name="line">The line with its line break.</param>
    /// <param name="silence">For how long the phase must have been silent.</param>
    /// <returns>
    /// It is written; it cannot be inside of a line, or where the phase has the screen, or while the reader makes a pause.
    /// </returns>
    public bool TryWriteLine(ReadOnlySpan<byte> line, TimeSpan silence)
    {
        if (!_gate.TryEnter()) return false;
        try
        {
            bool canWrite = !_isHeld && !_isOver && _text is { IsAtLineStart: true, NeedsScreen: false } && Silence >= silence
                && !device.IsOthers && device.IsReady;
            if (canWrite) device.Write(line);
            return canWrite;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Shows a text in the last line, where that can be done now.</summary>
    public void Show(StatusText text)
    {
        if (!_gate.TryEnter()) return;
        try
        {
            if (!_isHeld && !_isOver) (_line ??= new StatusLine(device, _text)).Show(text);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Gives the last line back, and shows nothing until it is resumed.</summary>
    /// <param name="patience">How long to wait for a phase that is writing.</param>
    /// <returns>It is given back; a terminal that is paused takes nothing.</returns>
    public bool GiveBack(TimeSpan patience)
    {
        if (!_gate.TryEnter(patience)) return false;
        try
        {
            _isHeld = true;
            if (_line is not { IsShown: true }) return true;
            if (!device.IsReady) return false;
            _line.Leave();
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>After <see cref="GiveBack"/> the last line may be shown again.</summary>
    public void Resume()
    {
        lock (_gate) _isHeld = false;
    }

    /// <summary>Nobody shares it any longer: the last line is given back, by a terminal that is paused once it goes on.</summary>
    public void EndSharing()
    {
        Volatile.Write(ref _isOver, true);
        if (GiveBack(TimeSpan.Zero)) return;
        // Nobody waits for it here, and whoever writes to that terminal next waits behind it.
        _ = Task.Run(() =>
        {
            try
            {
                lock (_gate) _line?.Leave();
            }
            catch (IOException)
            {
                // The terminal is gone.
            }
        });
    }

    private void Follow(ReadOnlySpan<byte> bytes, bool isWritten)
    {
        try
        {
            if (isWritten) _line?.After();
            else if (_line is not null) _line.Before(bytes);
            else if (device.IsTerminal) _text.Take(bytes, device.Size.Lines);
            else _text.TakeForPipe(bytes);
        }
        catch (Exception)
        {
            // The boundary: what is shown beside the phase's output must not cost it the terminal.
            (_isOver, _line) = (true, null);
        }
    }
}
