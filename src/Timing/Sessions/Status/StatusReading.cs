using BuildTiming.Git;
using BuildTiming.Handoffs;
using BuildTiming.Insight;
using BuildTiming.Journal;
using BuildTiming.Journal.Unfinished;
using BuildTiming.Model;
using BuildTiming.Processes;
using BuildTiming.Publishing;
using BuildTiming.Registry;

namespace BuildTiming.Sessions.Status;

/// <summary>Looks at a clone. It creates, changes and fetches nothing, takes no lock, and asks nothing of a remote.</summary>
/// <param name="repository">The clone.</param>
/// <param name="past">Earlier runs.</param>
/// <param name="options">Give the clock and the policy.</param>
internal sealed class StatusReading(RecordingRepository repository, PastRunReading past, BuildTimingOptions options)
{
    /// <summary>Git takes some milliseconds; one that hangs is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lazy<Orphans> _orphans = new(Orphans.Read);

    /// <summary>What is found; null where there is no repository.</summary>
    public async Task<CloneStatus?> ReadAsync()
    {
        if (repository.Journal is not { } journal) return null;
        // Git is started first: the journal is read while it answers.
        Task<KnownRegistry> registry = Task.Run(ReadRegistryAsync);
        Task<KnownQueue> handoffs = Task.Run(ReadHandoffsAsync);
        var content = JournalContent.Read(journal);
        var running = new List<UnfinishedPhase>();
        foreach (JournalEntry entry in content.Entries.Where(entry => entry.State == EntryState.Running))
            running.Add(await EstimateAsync(Look(entry)));
        return new CloneStatus(
            running,
            [.. content.Entries.Where(entry => entry.State != EntryState.Running)],
            [.. content.Left.Where(left => left.Kind != LeftoverKind.OtherHost)],
            await handoffs,
            await registry);
    }

    private UnfinishedPhase Look(JournalEntry entry)
    {
        DateTimeOffset now = options.Clock.GetUtcNow();
        Step? stage = entry.Steps.LastOrDefault(step => step is { Kind: StepKind.Stage, Outcome: StepOutcome.Unfinished });
        PhaseState state = entry.Owner.State() switch
        {
            ProcessState.Alive => PhaseState.Running,
            ProcessState.Unknown => PhaseState.Elsewhere,
            _ => _orphans.Value.HasWork(entry) ? PhaseState.Orphaned : PhaseState.Killed,
        };
        return new UnfinishedPhase(entry, state)
        {
            Processes = state == PhaseState.Orphaned ? [.. _orphans.Value.Of(entry).Select(process => process.Id)] : [],
            Elapsed = Since(entry.Start.Start, now),
            Stage = stage?.Name,
            InStage = stage is null ? TimeSpan.Zero : Since(stage.Start, now),
        };
    }

    private async Task<UnfinishedPhase> EstimateAsync(UnfinishedPhase phase)
    {
        PhaseStart start = phase.Entry.Start;
        if (phase.State != PhaseState.Running) return phase;
        PhaseHistory? history = (await past.OfFolder(start.Folder))?.Of(start.Phase, start.Env, start.Flags);
        return history is null
            ? phase
            : phase with
            {
                Usual = history.Usual,
                Estimate = new Estimator(history).At(phase.Elapsed, phase.Stage, phase.InStage),
            };
    }

    private async Task<KnownRegistry> ReadRegistryAsync()
    {
        try
        {
            using var bound = new CancellationTokenSource(Patience, TimeProvider.System);
            return await ReadRegistryAsync(repository.Branch!, bound.Token);
        }
        catch (Exception exception)
        {
            // The boundary: what is wrong with git, a branch's name or a file is one line, and all the rest is told.
            return new KnownRegistry([], IsLocal: false, Heard: null) { Problem = Reason(exception) };
        }
    }

    private async Task<KnownRegistry> ReadRegistryAsync(RegistryBranch branch, CancellationToken cancellation)
    {
        var landed = new LandedRows(branch, cancellation);
        bool keepsHere = options.Policy == PublishPolicy.None;
        foreach (bool isLocal in new[] { keepsHere, !keepsHere })
        {
            if (await landed.ReadAsync(isLocal ? branch.Ref : branch.TrackingRef) is { } rows)
                return new KnownRegistry(rows, isLocal, isLocal ? null : LastHeard.OfRegistry(branch));
        }

        return new KnownRegistry([], keepsHere, Heard: null) { IsMissing = true };
    }

    private async Task<KnownQueue> ReadHandoffsAsync()
    {
        try
        {
            using var bound = new CancellationTokenSource(Patience, TimeProvider.System);
            RegistryBranch branch = repository.Branch!;
            IReadOnlyList<string> names = await new KnownHandoffs(branch).ListAsync(bound.Token);
            DateTimeOffset? oldest = names.Select(name => RunId.StartOf(name[(name.LastIndexOf('/') + 1)..])).Min();
            return new KnownQueue(names.Count, oldest, LastHeard.OfBranches(branch, HandoffBranch.Prefix, names));
        }
        catch (Exception)
        {
            // As above; the registry, which is read the same way, says what is wrong.
            return new KnownQueue(0, null, null);
        }
    }

    private static string Reason(Exception exception) => exception switch
    {
        OperationCanceledException => $"git did not answer within {Patience.TotalSeconds:0} s",
        GitCommandException => $"git cannot read it: {exception.Message}",
        _ => exception.Message,
    };

    private static TimeSpan Since(DateTimeOffset start, DateTimeOffset now) => now > start ? now - start : TimeSpan.Zero;
}
