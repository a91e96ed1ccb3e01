using BuildTiming.Insight;
using BuildTiming.Model;
using BuildTiming.Processes;
using BuildTiming.Publishing;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Sessions;

/// <summary>Reads in the background what the registry, as last fetched, tells of earlier runs: once for each of its folders.</summary>
/// <remarks>A courtesy: no phase waits for it, and where it comes to nothing there is no history, and no warning.</remarks>
/// <param name="repository">Where it is.</param>
/// <param name="options">Say where rows go, and by which clock runs are earlier than this session.</param>
internal sealed class PastRunReading(RecordingRepository repository, BuildTimingOptions options)
{
    /// <summary>Git takes some milliseconds; one that hangs is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _before = Utc.Now(options.Clock);
    private readonly Dictionary<string, Reading> _folders = [];
    private readonly Lock _gate = new();
    private int _refreshes;

    /// <summary>The runs of a folder; null where nothing can be told. Begins to read where nobody has yet; completes in any case.</summary>
    public Task<PastRuns?> OfFolder(string folder)
    {
        lock (_gate)
        {
            if (!_folders.TryGetValue(folder, out Reading? reading) || (reading.IsEmpty && reading.Refreshes < _refreshes))
                _folders[folder] = reading = new Reading(Begin(folder), _refreshes);
            return reading.Runs;
        }
    }

    /// <summary>The branch may have been fetched by now: what came to nothing is read again when somebody asks.</summary>
    public void Refresh() => Interlocked.Increment(ref _refreshes);

    private Task<PastRuns?> Begin(string folder)
    {
        var result = new TaskCompletionSource<PastRuns?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bound = new CancellationTokenSource(Patience, TimeProvider.System);
        // Whoever may hold git's pipe by then.
        bound.Token.Register(() => result.TrySetResult(null));
        _ = PipeThread.RunAsync(() =>
        {
            using (bound) result.TrySetResult(TryRead(folder, bound.Token));
        });
        return result.Task;
    }

    private PastRuns? TryRead(string folder, CancellationToken cancellation)
    {
        try
        {
            return repository.Branch is { } branch && RegistryPath.IsFolderName(folder) ? Read(branch, folder, cancellation) : null;
        }
        catch (Exception)
        {
            // The boundary: recording must not disturb the build, and what is wrong with git is told when rows are published.
            return null;
        }
    }

    private PastRuns? Read(RegistryBranch branch, string folder, CancellationToken cancellation)
    {
        using var files = new LastFetched(branch, isLocal: options.Policy == PublishPolicy.None, cancellation);
        if (files.Read(RegistryPath.Of(folder)) is not { } rows) return null;
        var runs = new PastRuns();
        runs.AddRows(TimingCsv.Read(rows), _before);
        if (runs.IsEmpty) return null;
        if (files.Read(RegistryPath.StepsOf(folder)) is { } steps) runs.AddSteps(steps);
        return runs;
    }

    /// <summary>A folder that is being read, or has been.</summary>
    /// <param name="Runs">What it holds.</param>
    /// <param name="Refreshes">How often the branch may have been fetched before.</param>
    private sealed record Reading(Task<PastRuns?> Runs, int Refreshes)
    {
        public bool IsEmpty => Runs.IsCompleted && Runs.Result is null;
    }
}
