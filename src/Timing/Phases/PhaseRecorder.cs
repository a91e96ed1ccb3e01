using BuildTiming.Journal;
using BuildTiming.Model;
using BuildTiming.Output.Steps;
using BuildTiming.Output.Terminal;
using BuildTiming.Running;

namespace BuildTiming.Phases;

/// <summary>
/// Records the phases of one build: opened before a task, closed after it, and in between the task's commands are captured in one log.
/// </summary>
/// <remarks>
/// A phase is in the journal from its opening on, whether it runs commands or not: one whose host is killed ends as a row, too. Whatever
/// goes wrong in recording is a warning; the command's outcome stands.
/// </remarks>
/// <param name="platformRoot">The platform root, absolute.</param>
/// <param name="journal">The journal, or null where nothing can be recorded; looked for when the first phase starts.</param>
/// <param name="tee">Runs commands.</param>
/// <param name="clock">Says when a phase starts, and how long it takes.</param>
/// <param name="warn">Gets what went wrong in recording.</param>
internal sealed class PhaseRecorder(
    string platformRoot, Lazy<PhaseJournal?> journal, ProcessTee tee, TimeProvider clock, Action<string> warn)
{
    private ObserverList _observers = new([], warn);
    private readonly List<TimingRow> _rows = [];
    private readonly List<EndedPhase> _ended = [];
    private readonly List<(PhaseRun Run, TimingRow Row)> _unrecorded = [];
    private readonly List<TimingRow> _hiddenFailures = [];
    private PhaseRun? _run;

    /// <summary>The rows of this build, in the order in which the phases ended.</summary>
    public IReadOnlyList<TimingRow> Rows => _rows;

    /// <summary>Those of <see cref="Rows"/> whose last run of Terraform ended in errors while the command ended with 0.</summary>
    public IReadOnlyList<TimingRow> HiddenFailures => _hiddenFailures;

    /// <summary>Those who watch the phases; set before the first one.</summary>
    public IReadOnlyList<IPhaseObserver> Observers
    {
        init => _observers = new ObserverList(value, warn);
    }

    /// <summary>What is timed of a phase's parts.</summary>
    public StepRules Rules { private get; init; } = StepRules.Default;

    /// <summary>Where the phases come from; null where nobody finds it out.</summary>
    public IProvenance? Provenance { private get; init; }

    /// <summary>Shows how far the open phase has come; null where nobody does. To be set before the first command.</summary>
    public IPhaseView? View { get; set; }

    /// <summary>The parts of each of <see cref="Rows"/>, in the same order.</summary>
    public IReadOnlyList<IReadOnlyList<Step>> Steps => [.. _ended.Select(phase => phase.Steps)];

    /// <summary>The phases of <see cref="Rows"/>, in the same order.</summary>
    public IReadOnlyList<EndedPhase> Ended => _ended;

    /// <summary>
    /// Asked when a phase begins for further variables of its commands; null, the default, where there are none. It must not take long nor
    /// throw.
    /// </summary>
    public Func<PhaseStart, IReadOnlyDictionary<string, string>>? Variables { private get; init; }

    /// <summary>How far the open phase has come; null where none is open.</summary>
    public StepProgress? Progress => _run?.Output.Progress;

    /// <summary>The open phase; null where none is open. Another thread may ask: it ends by itself.</summary>
    public PhaseRun? Current => _run;

    /// <summary>A phase has been opened, and neither closed nor discarded.</summary>
    public bool IsOpen => _run is not null;

    /// <summary>Opens a phase: its time begins here, and the journal knows of it.</summary>
    public void Open(PhaseDeclaration declaration)
    {
        var run = new PhaseRun(declaration, new PhaseOutput(clock, Rules), new RunEntry(clock), new RunProvenance(clock));
        Guard("start", () => run.CreateLog(platformRoot));
        Guard("start", () => run.Begin(journal.Value));
        if (Provenance is { } provenance) Guard("start", () => run.Trace(provenance));
        if (Variables is { } variables) run.Variables = variables(run.Start);
        _run = run;
        _observers.Started(run.Start);
    }

    /// <summary>
    /// Runs a command: as one of the open phase's, or uncaptured where no phase is open. The row's exit code is that of the last one.
    /// </summary>
    public async Task<PhaseExit> RunAsync(PhaseCommand command)
    {
        var terminal = new TerminalOutput(new StandardOutput(), clock);
        if (_run is not { } run) return await tee.RunAsync(command, terminal);
        PhaseExit exit;
        using (var shown = new CommandView(View, terminal, warn))
            exit = await tee.RunAsync(shown.Beside(run.Traced(command)), run.Output.Targets(run.Log, terminal, _observers));
        run.Output.Take(exit);
        // One that a stop kept from starting ends the phase with the stop's code all the same.
        run.ExitCode = exit.ExitCode;
        foreach (string warning in exit.Warnings) warn(warning);
        return exit;
    }

    /// <summary>Closes the open phase, if there is one: its row is in the journal.</summary>
    /// <param name="exitCodeOfTask">
    /// How the task around the commands ended: the row's exit code where the last command ended with 0, or none has run.
    /// </param>
    public void Close(int exitCodeOfTask)
    {
        if (_run is not { } run) return;
        _run = null;
        TimeSpan elapsed = run.Output.Elapsed;
        Guard("start", run.CompleteNotes);
        Guard("end", run.Output.End);
        TimingRow row = run.Finish(elapsed, exitCodeOfTask);
        Guard("end", () => run.FinishSteps(elapsed, row.ExitCode));
        _rows.Add(row);
        _ended.Add(run.Ended(elapsed, row));
        if (run.HidesFailure(row.ExitCode)) _hiddenFailures.Add(row);
        RecordAgain();
        if (!Guard("end", () => Record(run, row))) _unrecorded.Add((run, row));
        Guard("end", () => run.Log?.Finish(row));
        _observers.Ended(row);
    }

    /// <summary>Takes back that a phase was opened, if one is: there was no run, and neither entry nor log is left of it.</summary>
    public void Discard()
    {
        if (_run is not { } run) return;
        _run = null;
        Guard("start", run.CompleteNotes);
        Guard("end", () => run.Abandon(journal.Value));
    }

    /// <summary>
    /// Tries again to record the rows of this build that could not be: a disk that was full when a phase ended may not be any longer. To be
    /// called before rows are published, and once more before the build ends.
    /// </summary>
    /// <returns>The rows that are not recorded yet.</returns>
    public IReadOnlyList<TimingRow> RecordAgain()
    {
        _unrecorded.RemoveAll(left => Succeeds(() => Record(left.Run, left.Row)));
        return [.. _unrecorded.Select(left => left.Row)];
    }

    private void Record(PhaseRun run, TimingRow row)
    {
        if (run.Record(journal.Value, row) is { } loss) warn($"{row.Phase} is recorded without its steps: {loss}");
    }

    private static bool Succeeds(Action record)
    {
        try
        {
            record();
            return true;
        }
        catch (Exception)
        {
            // The boundary, as below; the first failure was told.
            return false;
        }
    }

    private bool Guard(string moment, Action record)
    {
        try
        {
            record();
            return true;
        }
        catch (Exception exception)
        {
            // The boundary: recording must not disturb the build, whatever is wrong with a disk, a folder or this library.
            warn($"the {moment} of a phase could not be recorded: {exception.Message}");
            return false;
        }
    }
}
