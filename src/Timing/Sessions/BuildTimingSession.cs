using BuildTiming.Handoffs;
using BuildTiming.Insight;
using BuildTiming.Journal;
using BuildTiming.Merging;
using BuildTiming.Model;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Rows;
using BuildTiming.Running;
using BuildTiming.Running.Stopping;
using BuildTiming.Sessions.Status;
using BuildTiming.Sessions.Telemetry;

namespace BuildTiming.Sessions;

/// <summary>
/// Recording in one program: runs commands as phases, keeps their rows in the journal of the repository, and brings them to the registry.
/// </summary>
/// <remarks>
/// Opening one does nothing yet: the repository is looked for when it is needed. Where there is none, commands run all the same and
/// <see cref="Complaint"/> says why nothing is recorded. One phase at a time, and not by two threads at once; parallel phases take a
/// session each. Any number of sessions and programs may record into one repository at the same time.
/// </remarks>
public sealed class BuildTimingSession
{
    private readonly BuildTimingOptions _options;
    private readonly Interrupts? _interrupts;
    private readonly RecordingRepository _repository;
    private readonly UnfinishedRuns _unfinished;
    private readonly PhaseRecorder _phases;
    private readonly Lazy<WaitingHandoffs?> _waiting;
    private readonly PastRunReading _past;
    private readonly SessionTelemetry _telemetry;
    private readonly DateTimeOffset _began;
    private readonly long _start;

    /// <summary>Opens a session.</summary>
    /// <param name="options">Where it records; by default the repository of the current directory.</param>
    /// <param name="interrupts">This program's answer to signals; null where they end it as they end any other.</param>
    /// <exception cref="ArgumentException">The budget, the limit of steps, or the pattern of stages is not possible.</exception>
    public BuildTimingSession(BuildTimingOptions? options = null, Interrupts? interrupts = null)
    {
        options ??= new BuildTimingOptions();
        PublishBudget.Check(options.Budget);
        // Wherever the program goes from here.
        _options = options with { Folder = Path.GetFullPath(options.Folder), IsCi = new CiAnswer(options).Get };
        _interrupts = interrupts;
        _repository = new RecordingRepository(_options);
        _unfinished = new UnfinishedRuns(_repository, _options);
        _waiting = new(FindWaiting);
        _past = new PastRunReading(_repository, _options);
        _telemetry = new SessionTelemetry(_options, interrupts);
        (_began, _start) = (_options.Clock.GetUtcNow(), _options.Clock.GetTimestamp());
        var tee = new ProcessTee(_options.Clock, interrupts, _options.Warn);
        _phases = new PhaseRecorder(
            _options.Folder, new Lazy<PhaseJournal?>(() => _repository.Journal), tee, _options.Clock, _options.Warn)
        {
            Observers = _options.Observers,
            Rules = _options.StepRules,
            Provenance = new Provenance(_repository, _options),
            Variables = _telemetry.Variables,
        };
    }

    /// <summary>The rows of this session, in the order in which the phases ended.</summary>
    public IReadOnlyList<TimingRow> Rows => _phases.Rows;

    /// <summary>Those of <see cref="Rows"/> whose last run of Terraform ended in errors while the command ended with 0.</summary>
    public IReadOnlyList<TimingRow> HiddenFailures => _phases.HiddenFailures;

    /// <summary>
    /// How far the open phase has come; null where none is open. Any thread may ask, as often as it likes: it waits for nothing.
    /// </summary>
    internal PhaseProgress? Progress => _phases.Current is { } run ? PhaseProgress.Of(run, _past) : null;

    /// <summary>Shows how far the open phase has come; null where nobody does. To be set before the first command.</summary>
    internal IPhaseView? View
    {
        get => _phases.View;
        set => _phases.View = value;
    }

    /// <summary>Whether this program runs in CI, as its options tell.</summary>
    internal bool IsCi => _options.IsCi();

    /// <summary>The parts of each of <see cref="Rows"/>, in the same order.</summary>
    internal IReadOnlyList<IReadOnlyList<Step>> Steps => _phases.Steps;

    /// <summary>Why nothing can be recorded, or null where it can: commands run all the same.</summary>
    public string? Complaint => _repository.Complaint;

    /// <summary>Where rows wait until they are on the registry branch; null where nothing can be recorded.</summary>
    public string? JournalFolder => _repository.JournalFolder;

    /// <summary>The root of the repository's working tree; null where nothing can be recorded.</summary>
    public string? TopLevel => _repository.Git?.TopLevel;

    /// <summary>
    /// Runs one command as one phase; its row is in the journal when it has ended. What goes wrong in recording is a warning.
    /// </summary>
    /// <exception cref="ArgumentException">No row could hold what is said of the phase.</exception>
    /// <exception cref="InvalidOperationException">A phase is open already.</exception>
    public async Task<PhaseExit> RunAsync(PhaseDeclaration phase, PhaseCommand command)
    {
        Open(phase);
        int exitCode = 1;
        try
        {
            PhaseExit exit = await RunAsync(command);
            // After a stop nothing is started: there is no run to record.
            if (!exit.Started) _phases.Discard();
            exitCode = exit.ExitCode;
            return exit;
        }
        finally
        {
            _phases.Close(exitCode);
        }
    }

    /// <summary>
    /// Opens a phase of more than one step, or of none that is a command: its time begins here, and the journal knows of it. It is to be
    /// closed or discarded before the next one.
    /// </summary>
    /// <exception cref="ArgumentException">No row could hold what is said of the phase.</exception>
    /// <exception cref="InvalidOperationException">A phase is open already.</exception>
    public void Open(PhaseDeclaration phase)
    {
        if (_phases.IsOpen)
            throw new InvalidOperationException($"A phase is open, {phase.Phase} cannot begin: a session runs one at a time.");
        _phases.Open(RowCheck.Complete(phase, _options.FolderOf));
    }

    /// <summary>Runs a command: as the open phase's own, or untimed where no phase is open.</summary>
    public Task<PhaseExit> RunAsync(PhaseCommand command)
    {
        if (_phases.Current is not { } run) return _phases.RunAsync(command);
        _waiting.Value?.Begin();
        Task<PhaseExit> running = _phases.RunAsync(command);
        // The command has started: from here on there is time.
        _ = _past.OfFolder(run.Start.Folder);
        return running;
    }

    /// <summary>Closes the open phase, if there is one: its row is in the journal.</summary>
    /// <param name="exitCode">
    /// How the phase ended: the row's exit code, unless the last command ended with another one than 0, which counts then.
    /// </param>
    public void Close(int exitCode) => _phases.Close(exitCode);

    /// <summary>Takes back that a phase was opened, if one is: it leaves no row, no entry and no log.</summary>
    public void Discard() => _phases.Discard();

    /// <summary>
    /// Records the runs whose program was killed; one whose command still runs is left for the next time, unless this is the last chance.
    /// </summary>
    /// <returns>What was recorded and what was left; null where nothing can be recorded.</returns>
    /// <param name="isFinal">
    /// There is no next time, as on a machine that is thrown away: also what still runs is recorded, as ended now.
    /// </param>
    public RecoveredRuns? Recover(bool isFinal = false) => _unfinished.Recover(isFinal);

    /// <summary>Records the unfinished runs of a host that is gone, of which nobody here can tell that they have ended.</summary>
    /// <param name="host">The host's name, as <see cref="UnfinishedHosts"/> has it.</param>
    /// <returns>What was recorded; null where nothing can be recorded.</returns>
    public RecoveredRuns? Adopt(string host) => _unfinished.Adopt(host);

    /// <summary>
    /// What is left in the journal that nobody here can publish or judge, oldest first: each message says how much it is, how old, and what
    /// to do.
    /// </summary>
    /// <param name="adoptCommand">For the messages: records the unfinished runs of a host that is gone; null where there is none.</param>
    /// <param name="publishCommand">For the messages: publishes what is in the journal; null where there is none.</param>
    public IReadOnlyList<string> FindLeftovers(Func<string, string>? adoptCommand = null, string? publishCommand = null) =>
        _unfinished.FindLeftovers(adoptCommand, publishCommand);

    /// <summary>The hosts of the unfinished runs of which nobody here can tell whether they have ended, by name.</summary>
    public IReadOnlyList<string> UnfinishedHosts() => _unfinished.Hosts();

    /// <summary>
    /// Tries again to record the rows of this session that could not be: a disk that was full when a phase ended may not be any longer. To
    /// be called before rows are published, and once more before the program ends.
    /// </summary>
    /// <returns>The rows that are not in the journal yet, as lines of the registry.</returns>
    public IReadOnlyList<string> RecordAgain() => [.. _phases.RecordAgain().Select(TimingCsv.FormatLine)];

    /// <summary>Waits for what killed programs left running.</summary>
    /// <param name="bound">How long at most.</param>
    /// <param name="say">Gets what is waited for.</param>
    public Task SettleAsync(TimeSpan bound, Action<string> say) =>
        _unfinished.SettleAsync(bound, say, _interrupts?.Token ?? CancellationToken.None);

    /// <summary>
    /// Publishes every finished row of the journal, also those of earlier runs. Never throws for want of a remote, a network or time.
    /// </summary>
    /// <returns>
    /// What became of the rows. What could not be published stays in the journal for the next time, and the answer says why.
    /// </returns>
    /// <exception cref="ArgumentException">Git allows no branch or remote of the name that the options give.</exception>
    public async Task<Publication> PublishAsync()
    {
        _telemetry.Prepare();
        if (_repository.Branch is not { } branch) return Publication.Nothing;
        var publisher = new Publisher(branch, _repository.Journal!, _options.Clock, _options.Warn)
        {
            IsCi = _options.IsCi,
            FolderOf = _options.FolderOf,
            Waiting = _waiting is { IsValueCreated: true, Value: { } waiting } ? await waiting.EndAsync() : [],
        };
        return await WithinBudgetAsync((budget, stop) => publisher.PublishAsync(_options.Policy, budget, stop));
    }

    /// <summary>
    /// Sends traces and metrics of this session, where the options can and the environment says where to: the last thing before the program
    /// ends. A backend that does not answer is waited for 2 seconds at most, and what goes wrong is a warning. A session without phases
    /// sends nothing.
    /// </summary>
    /// <param name="exitCode">What the program ends with.</param>
    public Task SendTelemetryAsync(int exitCode) => _telemetry.SendAsync(new EndedRun(
        _began, _options.Clock.GetElapsedTime(_start), exitCode, _interrupts is { Requested: true }, _phases.Ended));

    /// <summary>
    /// The earlier runs of a phase that ended well, as the registry was last fetched: from before this session. Read once for each folder,
    /// from the start of a phase's command on.
    /// </summary>
    /// <param name="phase">The phase.</param>
    /// <param name="env">The environment.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="folder">The registry's folder of the environment; null for what the options say of it.</param>
    /// <returns>The runs; null where none are known. What goes wrong in reading is no error.</returns>
    internal async Task<PhaseHistory?> HistoryAsync(string phase, string env, string flags, string? folder = null) =>
        (await _past.OfFolder(folder ?? _options.FolderOf(env)))?.Of(phase, env, flags);

    /// <summary>What is under way here and what waits; null where nothing can be recorded. Nothing is changed and nobody asked.</summary>
    internal Task<CloneStatus?> StatusAsync() => new StatusReading(_repository, _past, _options).ReadAsync();

    /// <summary>Merges the handoffs that wait on the remote into the registry branch; null where nothing can be recorded.</summary>
    internal async Task<HandoffReport?> MergeHandoffsAsync() =>
        _repository.Branch is { } branch
        ? await WithinBudgetAsync(new HandoffMerge(branch, _options.Clock, _options.FolderOf, _options.Warn).RunAsync)
        : null;

    private async Task<T> WithinBudgetAsync<T>(Func<TimeSpan, CancellationToken, Task<T>> work)
    {
        try
        {
            return await new PublishBudget(_options, _interrupts).SpendAsync(work);
        }
        finally
        {
            _repository.Git?.GiveBack();
            _past.Refresh();
        }
    }

    // On a person's machine nothing is asked of the remote before the end: a hardware key wants a touch for each connection.
    private WaitingHandoffs? FindWaiting() => _options.Policy is PublishPolicy.Auto or PublishPolicy.Direct && _options.IsCi()
        ? new WaitingHandoffs(() => _repository.Branch, _options.FolderOf) { Ended = _past.Refresh }
        : null;
}
