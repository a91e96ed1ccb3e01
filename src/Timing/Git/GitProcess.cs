using System.ComponentModel;
using System.Diagnostics;
using BuildTiming.Processes;

namespace BuildTiming.Git;

/// <summary>Ends a git command whose time is over.</summary>
internal static class GitProcess
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Ends a command that only reads, at once.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime.
        }
    }

    /// <summary>
    /// Ends a command with its children: by SIGTERM first, at which git removes its lock files, then by SIGKILL what has not ended at that
    /// for a second.
    /// </summary>
    public static async Task EndAsync(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            End(process);
            await process.EndedAsync();
            return;
        }

        // Its parent's end hides an orphan from the tree, so those that were in it are remembered.
        List<ProcessEntry> members = Grow([], process.Id);
        foreach (ProcessEntry member in members) NativeProcesses.Send(member.Id, NativeProcesses.Terminate);
        members = await WaitForEndAsync(members, process.Id);
        foreach (ProcessEntry member in members) NativeProcesses.Send(member.Id, NativeProcesses.Kill);
        await WaitForEndAsync(members, process.Id);
        await process.EndedAsync();
    }

    /// <summary>Waits until none is left, or for as long as it is worth.</summary>
    private static async Task<List<ProcessEntry>> WaitForEndAsync(List<ProcessEntry> members, int root)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while ((members = Grow(members, root)).Count > 0 && TimeProvider.System.GetElapsedTime(start) < Grace)
            await timer.WaitForNextTickAsync();
        return members;
    }

    /// <summary>Those of the members that are alive, with what they have started since.</summary>
    private static List<ProcessEntry> Grow(List<ProcessEntry> members, int root)
    {
        IReadOnlyList<ProcessEntry> all = ProcessTable.Read();
        ILookup<int, ProcessEntry> children = all.ToLookup(process => process.Parent);
        List<ProcessEntry> alive =
            [.. all.Where(process => process.Id == root
                || members.Exists(member => member.Id == process.Id && member.Group == process.Group))];
        for (int i = 0; i < alive.Count; i++)
            alive.AddRange(children[alive[i].Id].Where(child => !alive.Exists(known => known.Id == child.Id)));
        return [.. alive.Where(process => !process.HasEnded)];
    }
}
