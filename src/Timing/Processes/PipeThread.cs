namespace BuildTiming.Processes;

/// <summary>Reads and writes pipes on threads of their own, where waiting for the other end holds up nobody.</summary>
/// <remarks>
/// .NET's asynchronous pipes are sockets inside, whose code is compiled in each run anew: that takes longer than a few threads.
/// </remarks>
internal static class PipeThread
{
    /// <summary>
    /// Runs what may wait for as long as the other end likes: the caller bounds its own wait, and the thread ends with the other end.
    /// </summary>
    public static Task RunAsync(Action talk)
    {
        try
        {
            return Task.Factory.StartNew(talk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (TaskSchedulerException)
        {
            // The system gives no more threads: one of the pool's will do.
            return Task.Run(talk);
        }
    }
}
