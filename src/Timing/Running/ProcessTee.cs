using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BuildTiming.Output;
using BuildTiming.Processes;
using BuildTiming.Running.Stopping;

namespace BuildTiming.Running;

/// <summary>Runs a phase's command and copies what it prints, byte for byte, in order and at once, to every target.</summary>
/// <remarks>
/// Standard input is the host's own (the terminal). A run has ended when the command has exited and its pipe is closed by everybody. When a
/// program left in the background still holds the pipe, a second of silence ends the run, at the latest 3 s after the command; what is in
/// the pipe by then is still written, however slow the terminal takes it. With <see cref="Interrupts"/>, a stop is passed on to the
/// command's processes, and the run has ended when those that obey it have: Terraform stops gracefully long after the script that ran it is
/// dead, and holds the state's lock until then.
/// </remarks>
/// <param name="clock">Measures the waits.</param>
/// <param name="interrupts">Tells of signals; null when nobody listens to them.</param>
/// <param name="say">Gets what a person at the terminal asks for: what is still awaited after a second Ctrl-C.</param>
internal sealed class ProcessTee(TimeProvider clock, Interrupts? interrupts = null, Action<string>? say = null)
{
    private const int CannotBeExecuted = 126;
    private const int GraceRounds = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the command to its end. After a stop was asked for, nothing is started.</summary>
    public async Task<PhaseExit> RunAsync(PhaseCommand command, params IReadOnlyList<IOutputTarget> targets)
    {
        if (interrupts is { Requested: true }) return new PhaseExit { ExitCode = interrupts.ExitCode, Interrupted = true, Started = false };

        var output = new OutputFanOut(targets);
        string id = Guid.NewGuid().ToString("N");
        string mark = CommandProcesses.ValueFor(id, outer: command.Environment.GetValueOrDefault(CommandProcesses.Variable));
        string? log = targets.OfType<LogFile>().FirstOrDefault()?.Path;
        using SignalProbe? probe = interrupts is null ? null : SignalProbe.Start(interrupts.NotIgnored, new PipeKeeper(log, mark));
        try
        {
            using Process process =
                Trampoline.Start(command, mark, shieldFromHangup: interrupts is not null && command.IsShieldedFromHangup);
            Stream pipe = process.TakeOutput();
            probe?.CommandHasStarted(pipe);
            command.Started?.Invoke(process.Id);
            return await FollowAsync(process, pipe, id, output, probe);
        }
        catch (Win32Exception exception)
        {
            output.Write(Encoding.UTF8.GetBytes($"build: {command.Program} cannot be started: {exception.Message}\n"));
            return new PhaseExit { ExitCode = CannotBeExecuted, Warnings = output.Close() };
        }
    }

    private async Task<PhaseExit> FollowAsync(Process process, Stream pipe, string id, OutputFanOut output, SignalProbe? probe)
    {
        // Before the pump starts, which closes the pipe when a quick command has ended.
        string? name = probe is null ? null : NameOf(pipe);
        var pump = new OutputPump(pipe, output);
        pump.Start();
        using StopGuard? guard = probe is null
            ? null
            : new StopGuard(new CommandTree(process.Id, id, name, probe.Id), probe, interrupts!, say);

        bool hasExited = await UntilLetGoAsync(process.EndedAsync());
        if (interrupts is not { Requested: true }) await SettleAsync(pump);
        if (guard is not null) await guard.EndedAsync(pump.Ended, clock);
        bool interrupted = interrupts is { Requested: true };
        if (interrupted) await SettleAsync(pump);
        await UntilLetGoAsync(pump.CutAsync());
        if (interrupted && !pump.Ended.IsCompleted) probe?.Leave();
        return new PhaseExit
        {
            ExitCode = hasExited ? process.ExitCode : interrupts!.ExitCode,
            Interrupted = interrupted,
            ReachedGroup = guard is { ReachedGroup: true },
            Warnings = [.. output.Close(), .. guard?.Warnings ?? []],
        };
    }

    /// <summary>Waits for the pipe's end, or for a second of silence, or for as long as what else comes is worth.</summary>
    private async Task SettleAsync(OutputPump pump)
    {
        long before;
        int round = 0;
        do
        {
            before = pump.Moved;
            if (!await UntilLetGoAsync(Task.WhenAny(pump.Ended, Task.Delay(Grace, clock)))) return;
        }
        while (!pump.Ended.IsCompleted && (pump.IsWriting || pump.Moved != before) && ++round < GraceRounds);
    }

    /// <summary>Whether it has completed; it may not have once nobody wants to wait any more.</summary>
    private async Task<bool> UntilLetGoAsync(Task task)
    {
        if (interrupts is null)
        {
            await task;
            return true;
        }

        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = interrupts.LetGo.Register(() => letGo.TrySetResult());
        return await Task.WhenAny(task, letGo.Task) == task;
    }

    /// <summary>What <c>/proc</c> calls the pipe.</summary>
    private static string? NameOf(Stream pipe) => OperatingSystem.IsLinux() && ProcessPipes.HandleOf(pipe) is { } handle
        ? new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}")).LinkTarget
        : null;
}
