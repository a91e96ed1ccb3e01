using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Journal;
using BuildTiming.Output.Terraform;
using BuildTiming.Phases;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Running;
using BuildTiming.Running.Stopping;

namespace BuildTiming.Sessions;

/// <summary>
/// Recording in one program: runs commands as phases, keeps their rows in the journal of the repository, and brings them to the registry.
/// </summary>
/// <remarks>
/// Opening one does nothing yet: the repository is looked for when it is needed. One phase at a time; a session is not to be used by two
/// threads at once. Any number of programs may record into one repository at the same time.
/// </remarks>
public sealed class BuildTimingSession
{
    /// <summary>How long publishing may still take after an interrupt.</summary>
    private static readonly TimeSpan AfterInterrupt = TimeSpan.FromSeconds(5);

    private readonly BuildTimingOptions _options;
    private readonly Interrupts? _interrupts;
    private readonly Lazy<(GitRepository? Repository, string Complaint)> _found;

    /// <summary>Opens a session.</summary>
    /// <param name="options">Where it records.</param>
    /// <param name="interrupts">This program's answer to signals; null where it leaves them alone: then they end it as they end any other.</param>
    public BuildTimingSession(BuildTimingOptions options, Interrupts? interrupts = null)
    {
        (_options, _interrupts) = (options, interrupts);
        _found = new(Find);
        Phases = new PhaseRecorder(
            options.Folder, new Lazy<Spool?>(() => Spool), new ProcessTee(options.Clock, interrupts, options.Warn), options.Clock, options.Warn)
        {
            Observers = options.Observers,
        };
    }

    /// <summary>Times the phases.</summary>
    public PhaseRecorder Phases { get; }

    /// <summary>Why nothing can be recorded, or null where it can: commands run all the same.</summary>
    public string? Complaint => _found.Value.Repository is null ? _found.Value.Complaint : null;

    /// <summary>Where rows wait until they are on the registry branch; null where nothing can be recorded.</summary>
    public string? JournalFolder => Spool?.Folder;

    /// <summary>The root of the repository's working tree; null where nothing can be recorded.</summary>
    public string? TopLevel => _found.Value.Repository?.TopLevel;

    private Spool? Spool => _found.Value.Repository is { } repository ? new Spool(Path.Combine(repository.CommonDirectory, "build-timings")) : null;

    private RegistryBranch? Branch =>
        _found.Value.Repository is { } repository ? new RegistryBranch(repository, _options.Branch, _options.Remote) : null;

    /// <summary>Runs one command as one phase; its row is in the journal when it has ended.</summary>
    public async Task<PhaseExit> RunAsync(PhaseDeclaration phase, PhaseCommand command)
    {
        Phases.Open(phase);
        try
        {
            return await Phases.RunAsync(command);
        }
        finally
        {
            Phases.Close(exitCodeOfTask: 1);
        }
    }

    /// <summary>Records the runs whose program was killed; one whose command still runs is left for the next time, unless this is the last chance.</summary>
    /// <returns>What was recorded and what was left; null where nothing can be recorded.</returns>
    public RecoveryReport? Recover(bool isFinal = false) =>
        Spool is { } spool ? new Recovery(spool, LogResources.Count, _options.Clock).Run(isFinal) : null;

    /// <summary>Waits for what killed programs left running.</summary>
    /// <param name="bound">How long at most.</param>
    /// <param name="say">Gets what is waited for.</param>
    public async Task SettleAsync(TimeSpan bound, Action<string> say)
    {
        if (Spool is not { } spool) return;
        await new Settlement(spool, _options.Clock).WaitAsync(bound, say, _interrupts?.Token ?? CancellationToken.None);
    }

    /// <summary>Publishes every finished row of the journal. What could not be published stays there, and the answer says why.</summary>
    public async Task<Publication> PublishAsync()
    {
        if (Branch is not { } branch) return Publication.Nothing;
        var publisher = new Publisher(branch, Spool!, _options.Clock, _options.Warn) { IsCi = _options.IsCi };
        return await WithinBudgetAsync((budget, stop) => publisher.PublishAsync(_options.Policy, budget, stop));
    }

    /// <summary>Merges the handoffs that wait on the remote into the registry branch; null where nothing can be recorded.</summary>
    public async Task<HandoffReport?> MergeHandoffsAsync() =>
        Branch is { } branch ? await WithinBudgetAsync(new HandoffMerge(branch, _options.Clock, _options.FolderOf).RunAsync) : null;

    private async Task<T> WithinBudgetAsync<T>(Func<TimeSpan, CancellationToken, Task<T>> work)
    {
        if (_interrupts is null) return await work(_options.Budget, CancellationToken.None);
        TimeSpan budget = _interrupts.Requested && _options.Budget > AfterInterrupt ? AfterInterrupt : _options.Budget;
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.Clock);
        await using CancellationTokenRegistration registration = _interrupts.Token.Register(() => stop.CancelAfter(AfterInterrupt));
        return await work(budget, stop.Token);
    }

    private (GitRepository?, string) Find() => Directory.Exists(_options.Folder)
        ? GitRepository.DiscoverAsync(new GitClient(_options.Folder)).GetAwaiter().GetResult()
        : (null, $"{_options.Folder} does not exist");
}
