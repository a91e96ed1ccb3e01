using BuildTiming.Handoffs;
using BuildTiming.Registry;
using BuildTiming.Registry.Remotes;

namespace BuildTiming.Merging;

/// <summary>
/// Fetches the registry branch and reads the handoffs that wait on the remote, in the background: a direct attempt later has little left to
/// fetch, and takes them along.
/// </summary>
/// <remarks>A courtesy: nobody waits for it, it warns of nothing, and what it did not come to is left to others.</remarks>
/// <param name="branch">Finds the registry branch; null where there is none.</param>
/// <param name="folderOf">The registry's folder of an environment.</param>
internal sealed class WaitingHandoffs(Func<RegistryBranch?> branch, Func<string, string> folderOf)
{
    private readonly CancellationTokenSource _end = new();
    private Task<IReadOnlyList<Handoff>>? _reading;

    /// <summary>Told when it has ended: the registry branch may have been fetched.</summary>
    public Action? Ended { private get; init; }

    /// <summary>Ends when all is read.</summary>
    internal Task Reading => _reading ?? Task.CompletedTask;

    /// <summary>Begins, where it has not begun yet.</summary>
    public void Begin()
    {
        try
        {
            _reading ??= Task.Run(() => TryReadAsync(_end.Token));
        }
        catch (TaskSchedulerException)
        {
            // The system has no thread left: the command needs it more.
        }
    }

    /// <summary>Ends it, whether it has come to its end or not.</summary>
    /// <returns>The oldest handoffs that can be merged, as many as go with one push; none at a second call.</returns>
    public async Task<IReadOnlyList<Handoff>> EndAsync()
    {
        (Task<IReadOnlyList<Handoff>>? reading, _reading) = (_reading, Task.FromResult<IReadOnlyList<Handoff>>([]));
        if (reading is null) return [];
        if (!reading.IsCompleted) await _end.CancelAsync();
        return await reading;
    }

    private async Task<IReadOnlyList<Handoff>> TryReadAsync(CancellationToken cancellation)
    {
        try
        {
            return branch() is { } found ? await ReadAsync(found, cancellation) : [];
        }
        catch (Exception)
        {
            // The boundary: recording must not disturb the build, and what is wrong with the remote is told when rows are published.
            return [];
        }
        finally
        {
            Ended?.Invoke();
        }
    }

    private async Task<IReadOnlyList<Handoff>> ReadAsync(RegistryBranch found, CancellationToken cancellation)
    {
        var fetch = new HandoffFetch(found, new RemoteBranch(found)) { LeavesTracking = true };
        (IReadOnlyList<WaitingHandoff> listed, PublishOutcome? failure) = await fetch.ListAsync(cancellation);
        if (failure is not null) return [];
        var queue = new HandoffQueue();
        queue.Fill(listed);
        WaitingHandoff[] next = queue.Next(new BatchSize { BeginsLarge = true }.Of(queue.Count), []);
        (_, failure) = await fetch.FetchAsync(next, cancellation);
        if (failure is not null || next.Length == 0) return [];
        (IReadOnlyList<Handoff> handoffs, failure) = await new HandoffReader(found.Repository, folderOf, fetch)
            .ReadAsync(next, cancellation);
        return failure is null ? [.. handoffs.Where(handoff => handoff.Problem is null)] : [];
    }
}
