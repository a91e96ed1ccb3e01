using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Output.Steps;
using BuildTiming.Output.Terminal;
using BuildTiming.Running;

namespace BuildTiming.Phases;

/// <summary>What is read of the output of a phase's commands, and when. It begins with the phase.</summary>
internal sealed class PhaseOutput
{
    private readonly ArrivalTime _arrival;
    private readonly OutputReader _reader;

    /// <summary>The phase starts now.</summary>
    /// <param name="clock">Says when that is, and how long everything takes.</param>
    /// <param name="rules">Which parts are timed.</param>
    public PhaseOutput(TimeProvider clock, StepRules rules)
    {
        Start = clock.GetUtcNow();
        _arrival = new ArrivalTime(clock, clock.GetTimestamp());
        _reader = new OutputReader(new StepTimer(_arrival, Start, rules) { StageBegan = () => StageBegan?.Invoke() });
    }

    /// <summary>When the phase started, by the wall clock.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How long ago that was, by the monotonic one.</summary>
    public TimeSpan Elapsed => _arrival.Now;

    /// <summary>A stop came while one of its commands ran.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>What Terraform did.</summary>
    public ResourceCounts Resources => _reader.Resources;

    /// <summary>Terraform's last run ended in errors.</summary>
    public bool HasFailed => _reader.HasFailed;

    /// <summary>How far the phase has come.</summary>
    public StepProgress? Progress => _reader.Progress;

    /// <summary>Told when a stage has begun, while the output waits: it must not take long nor throw.</summary>
    public Action? StageBegan { get; set; }

    /// <summary>Where a command's output goes, in this order.</summary>
    /// <param name="log">What it has survives this process: only when the output came is noted before it.</param>
    /// <param name="terminal">It may be slow, or paused by its user.</param>
    /// <param name="observers">Those who watch. Like what is read here, they come after the terminal: nobody waits for them.</param>
    public IReadOnlyList<IOutputTarget> Targets(LogFile? log, TerminalOutput terminal, ObserverList observers)
    {
        IOutputTarget?[] targets = [_arrival, log, terminal, _reader, observers.IsEmpty ? null : observers];
        return [.. targets.OfType<IOutputTarget>()];
    }

    /// <summary>Takes how a command ended.</summary>
    public void Take(PhaseExit exit) => IsInterrupted |= exit.Interrupted;

    /// <summary>No command writes any more.</summary>
    public void End() => _reader.End();

    /// <summary>The steps so far: what is open is unfinished.</summary>
    public IReadOnlyList<Step> Steps() => _reader.Steps();

    /// <summary>The steps of the phase when it has ended.</summary>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="exitCode">How it ended: the stage that it was in ended like it.</param>
    public IReadOnlyList<Step> Steps(TimeSpan elapsed, int exitCode) => _reader.Steps(elapsed, exitCode switch
    {
        0 => StepOutcome.Ok,
        // 128 and the number of a signal: the command was killed.
        _ when IsInterrupted || exitCode is > 128 and <= 192 => StepOutcome.Unfinished,
        _ => StepOutcome.Failed,
    });
}
