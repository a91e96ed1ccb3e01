using System.Diagnostics;
using BuildTiming.Output;
using BuildTiming.Processes;
using BuildTiming.Running.Stopping;

namespace BuildTiming.Running;

/// <summary>Runs a phase's command and copies what it prints, byte for byte, in order and at once, to every target.</summary>
/// <remarks>
/// Standard input is the host's own (the terminal). A run has ended when the command has exited and its pipe is closed by everybody;
/// when a program left in the background still holds the pipe, a second of silence ends it; output that a slow terminal has still to
/// take is waited for. With <see cref="Interrupts"/>, a stop is
/// passed on to the command's processes, and the run has ended when those that heed it have: Terraform stops gracefully long after
/// the script that ran it is dead, and holds the state's lock until then.
/// </remarks>
public sealed class ProcessTee(TimeProvider clock, Interrupts? interrupts = null)
{
    private const int GraceRounds = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the command to its end. After a stop was asked for, nothing is started.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The working directory does not exist.</exception>
    public async Task<PhaseExit> RunAsync(PhaseCommand command, params IReadOnlyList<IOutputTarget> targets)
    {
        if (interrupts is { Requested: true }) return new PhaseExit { ExitCode = interrupts.ExitCode, Interrupted = true, Started = false };

        bool guarded = interrupts is not null && !OperatingSystem.IsWindows();
        HashSet<int> others = guarded ? CommandTree.CurrentChildren() : [];
        using var process = new Process { StartInfo = Trampoline.StartInfo(command, shieldFromHangup: guarded && command.IsShieldedFromHangup) };
        process.Start();
        command.Started?.Invoke(process.Id);
        Stream pipe = process.StandardOutput.BaseStream;
        using StopGuard? guard = guarded ? StopGuard.Start(process.Id, others, HeirOf(command, pipe, targets), interrupts!) : null;

        var output = new OutputFanOut(targets);
        var pump = new OutputPump(pipe, output);
        pump.Start();
        await process.WaitForExitAsync();
        await DrainAsync(pump);
        if (guard is not null) await guard.EndedAsync(pump.Ended, clock);
        bool interrupted = interrupts is { Requested: true };
        if (interrupted) await DrainAsync(pump);
        return new PhaseExit { ExitCode = process.ExitCode, Interrupted = interrupted, ReachedGroup = guard is { ReachedGroup: true }, Warnings = output.Close() };
    }

    private static Heir HeirOf(PhaseCommand command, Stream pipe, IReadOnlyList<IOutputTarget> targets) => new(
        pipe, targets.OfType<LogFile>().FirstOrDefault()?.Path, command.Environment.GetValueOrDefault(CommandProcesses.Variable));

    private async Task DrainAsync(OutputPump pump)
    {
        long before;
        int round = 0;
        do
        {
            before = pump.Moved;
            await Task.WhenAny(pump.Ended, Task.Delay(Grace, clock));
        }
        while (!pump.Ended.IsCompleted && (pump.IsWriting || (pump.Moved != before && ++round < GraceRounds)));
    }
}
