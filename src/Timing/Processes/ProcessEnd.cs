using System.Diagnostics;

namespace BuildTiming.Processes;

/// <summary>The end of a process that was started here.</summary>
internal static class ProcessEnd
{
    /// <summary>Completes when the process has ended, whoever holds its pipes.</summary>
    /// <remarks>.NET's own waits for the end of the pipes as well, and is compiled in each run anew.</remarks>
    public static Task EndedAsync(this Process process)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult();
        try
        {
            process.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or TaskSchedulerException)
        {
            // There is no thread that could watch: this one does.
            process.WaitForExit();
        }

        // Before it was watched.
        if (process.HasExited) ended.TrySetResult();
        return ended.Task;
    }
}
