using System.Diagnostics;

namespace BuildTiming.Capture;

/// <summary>Runs a phase's command and copies what it prints, byte for byte, in order and at once, to every target.</summary>
/// <remarks>
/// Standard input is the host's own (the terminal). A run has ended when the command has exited and its pipe is closed by everybody;
/// when a program left in the background still holds the pipe, a second of silence ends it.
/// </remarks>
public sealed class ProcessTee(TimeProvider clock)
{
    private const int GraceRounds = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the command to its end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The working directory does not exist.</exception>
    public async Task<PhaseExit> RunAsync(PhaseCommand command, params IReadOnlyList<IOutputTarget> targets)
    {
        using var process = new Process { StartInfo = Trampoline.StartInfo(command, shieldFromHangup: false) };
        var output = new OutputFanOut(targets);
        process.Start();
        var pump = new OutputPump(process.StandardOutput.BaseStream, output);
        pump.Start();
        await process.WaitForExitAsync();
        await DrainAsync(pump);
        return new PhaseExit { ExitCode = process.ExitCode, Warnings = output.Close() };
    }

    private async Task DrainAsync(OutputPump pump)
    {
        long before;
        int round = 0;
        do
        {
            before = pump.Moved;
            await Task.WhenAny(pump.Ended, Task.Delay(Grace, clock));
        }
        while (!pump.Ended.IsCompleted && pump.Moved != before && ++round < GraceRounds);
    }
}
