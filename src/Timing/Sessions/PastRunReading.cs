using BuildTiming.Insight;
using BuildTiming.Registry;
using BuildTiming.Rows;

namespace BuildTiming.Sessions;

/// <summary>Reads in the background what the registry, as last fetched, tells of earlier runs: once for each of its folders.</summary>
/// <remarks>A courtesy: no phase waits for it, and where it comes to nothing there is no history, and no warning.</remarks>
/// <param name="repository">Where it is.</param>
/// <param name="clock">Tells earlier runs from those of this session.</param>
internal sealed class PastRunReading(RecordingRepository repository, TimeProvider clock)
{
    /// <summary>Git takes some milliseconds; one that hangs is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _before = clock.GetUtcNow();
    private readonly Dictionary<string, Task<PastRuns?>> _folders = [];
    private readonly Lock _gate = new();

    /// <summary>The runs of a folder; null where nothing can be told.</summary>
    public Task<PastRuns?> OfFolder(string folder)
    {
        lock (_gate)
        {
            if (!_folders.TryGetValue(folder, out Task<PastRuns?>? reading))
                _folders.Add(folder, reading = Task.Run(() => TryReadAsync(folder)));
            return reading;
        }
    }

    private async Task<PastRuns?> TryReadAsync(string folder)
    {
        try
        {
            using var bound = new CancellationTokenSource(Patience, TimeProvider.System);
            return repository.Branch is { } branch && RegistryPath.IsFolderName(folder)
                ? await ReadAsync(branch, folder, bound.Token)
                : null;
        }
        catch (Exception)
        {
            // The boundary: recording must not disturb the build, and what is wrong with git is told when rows are published.
            return null;
        }
    }

    private async Task<PastRuns?> ReadAsync(RegistryBranch branch, string folder, CancellationToken cancellation)
    {
        await using var files = new LastFetched(branch, cancellation);
        if (await files.ReadAsync(RegistryPath.Of(folder)) is not { } rows) return null;
        var runs = new PastRuns();
        runs.AddRows(TimingCsv.Read(rows), _before);
        if (!runs.IsEmpty && await files.ReadAsync(RegistryPath.StepsOf(folder)) is { } steps) runs.AddSteps(StepCsv.Read(steps));
        return runs;
    }
}
