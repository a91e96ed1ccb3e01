using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Output;
using BuildTiming.Running;

namespace BuildTiming.Phases;

/// <summary>One run of a phase, from its start to its row.</summary>
/// <param name="declaration">What its task said of it.</param>
/// <param name="output">What is read of its commands' output; it began with the phase.</param>
/// <param name="entry">Its entry in the journal.</param>
/// <param name="provenance">Where it comes from.</param>
internal sealed class PhaseRun(PhaseDeclaration declaration, PhaseOutput output, RunEntry entry, RunProvenance provenance)
{
    private const string TerraformFailed = "TERRAFORM=failed";

    private static readonly Dictionary<string, string> NoVariables = [];

    // The row holds whole seconds; the name is finer, so that the rows of one build stand in the order of its phases.
    private readonly DateTimeOffset _start = Utc.Cut(output.Start);
    private readonly string _runId = RunId.Create(output.Start);

    /// <summary>The log, or null where it could not be created.</summary>
    public LogFile? Log { get; private set; }

    /// <summary>What is read of its commands' output.</summary>
    public PhaseOutput Output => output;

    /// <summary>Its parts, once it has ended.</summary>
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>The last command's exit code, once one has run.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Variables that its commands get, unless they have others of the same names; by default none.</summary>
    public IReadOnlyDictionary<string, string> Variables { private get; set; } = NoVariables;

    /// <summary>What is known of it when it starts.</summary>
    public PhaseStart Start => new()
    {
        RunId = _runId,
        Phase = declaration.Phase,
        Env = declaration.Env,
        Folder = declaration.Folder ?? throw new InvalidOperationException("The phase has no folder: its session names one."),
        BuildId = declaration.BuildId,
        Start = _start,
        Flags = declaration.Flags,
        LogPath = Log?.RelativePath ?? string.Empty,
    };

    public void CreateLog(string platformRoot) =>
        Log = LogFile.Create(platformRoot, declaration.Phase, declaration.Env, declaration.BuildId, _start);

    /// <summary>From here on the journal knows of the run, whatever happens to this process.</summary>
    public void Begin(PhaseJournal? journal)
    {
        output.StageBegan = () => entry.Progressed(output.Steps);
        entry.Begin(journal, Start, Log?.Path);
    }

    /// <summary>Finds out where it comes from; the journal is told of it.</summary>
    public void Trace(IProvenance source)
    {
        PhaseStart start = Start;
        provenance.Begin(source.Begin(), flags => entry.Traced(start.From(flags)));
    }

    /// <summary>
    /// The command as it is to be started: what it runs can be found later, and the journal is told of its process while it works.
    /// </summary>
    public PhaseCommand Traced(PhaseCommand command)
    {
        var variables = new Dictionary<string, string>(command.Environment) { [Orphans.Variable] = Orphans.Mark(_runId) };
        if (Variables.Count > 0)
        {
            foreach ((string name, string value) in Variables) variables.TryAdd(name, value);
        }

        return command with { Environment = variables, Started = CommandHasStarted };
    }

    /// <summary>Waits until the journal has been told of the command's process.</summary>
    public void CompleteNotes() => entry.Complete();

    /// <summary>There was no run after all.</summary>
    public void Abandon(PhaseJournal? journal)
    {
        provenance.Abandon();
        entry.Delete(journal);
        if (Log is null) return;
        Log.Dispose();
        File.Delete(Log.Path);
    }

    /// <summary>
    /// Terraform's last run ended in errors, and the phase with 0 all the same: teardown scripts do that.
    /// </summary>
    public bool HidesFailure(int exitCode) => exitCode == 0 && output.HasFailed;

    /// <summary>Its row; no command writes any more.</summary>
    public TimingRow Finish(TimeSpan elapsed, int exitCodeOfTask)
    {
        int exitCode = ExitCode is null or 0 ? exitCodeOfTask : ExitCode.Value;
        PhaseStart start = HidesFailure(exitCode) ? Start.Marked(TerraformFailed) : Start;
        return start.From(provenance.Complete()).Finish((long)Math.Round(elapsed.TotalSeconds), exitCode, output.Resources);
    }

    /// <summary>Takes stock of its parts: how long each took, when the phase took as long and ended so.</summary>
    public void FinishSteps(TimeSpan elapsed, int exitCode) => Steps = output.Steps(elapsed, exitCode);

    /// <summary>What there is to tell of it, now that it is over.</summary>
    public EndedPhase Ended(TimeSpan elapsed, TimingRow row) =>
        new(Start, output.Start, elapsed, output.IsInterrupted) { Row = row, Steps = Steps };

    /// <summary>The row is in the journal afterwards; to be called again where it failed.</summary>
    /// <returns>Why its steps could not be kept; null where they are, or where there is no journal.</returns>
    public string? Record(PhaseJournal? journal, TimingRow row) =>
        journal is null ? null : entry.Finish(journal, Start, Log?.Path, row, Steps);

    private void CommandHasStarted(int process)
    {
        entry.Started(process);
        provenance.Ask();
    }
}
